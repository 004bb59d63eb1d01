package dev.tributary.coerce.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/** Java's many times, as microseconds, days and microseconds of a day, in UTC; finer fractions are cut. */
public final class JavaTimes {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private JavaTimes() {}

    /** Whether a value is a date, a time or both. */
    public static boolean isTime(Object value) {
        return value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof LocalDateTime
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof OffsetTime
                || value instanceof Date;
    }

    /** A date, a time or both as Python writes it: with the zone's offset where the value has one. */
    public static String iso(Object value) {
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return DAY.format(value instanceof java.sql.Date old ? old.toLocalDate() : (LocalDate) value);
        }
        if (value instanceof OffsetTime offset) {
            return iso(offset.toLocalTime()) + iso(offset.getOffset());
        }
        if (value instanceof LocalTime || value instanceof java.sql.Time) {
            return iso(time(value));
        }
        if (value instanceof LocalDateTime || value instanceof java.sql.Timestamp) {
            return iso(value instanceof java.sql.Timestamp old ? old.toLocalDateTime() : (LocalDateTime) value);
        }
        OffsetDateTime zoned = value instanceof OffsetDateTime offset
                ? offset
                : value instanceof ZonedDateTime zone
                        ? zone.toOffsetDateTime()
                        : instant(value).atOffset(ZoneOffset.UTC);
        return iso(zoned.toLocalDateTime()) + iso(zoned.getOffset());
    }

    private static String iso(LocalDateTime local) {
        return DAY.format(local) + "T" + iso(local.toLocalTime());
    }

    private static String iso(LocalTime time) {
        return (time.getNano() < 1000 ? SECONDS : MICROS).format(time);
    }

    private static String iso(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId();
    }

    /** Microseconds since 1970 of a date with a time. */
    public static long micros(Object value) {
        if (value instanceof LocalDateTime local) {
            return micros(local.toEpochSecond(ZoneOffset.UTC), local.getNano());
        }
        Instant instant = instant(value);
        return micros(instant.getEpochSecond(), instant.getNano());
    }

    private static long micros(long seconds, int nanos) {
        return Math.addExact(Math.multiplyExact(seconds, 1_000_000L), nanos / 1000);
    }

    private static Instant instant(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return value instanceof java.sql.Timestamp timestamp
                ? timestamp.toInstant()
                : Instant.ofEpochMilli(((Date) value).getTime());
    }

    /** Days since 1970 of a date. */
    public static long days(Object value) {
        LocalDate date = value instanceof java.sql.Date old ? old.toLocalDate() : (LocalDate) value;
        return date.toEpochDay();
    }

    /** Microseconds since midnight of a time of day. */
    public static long microsOfDay(Object value) {
        return time(value).toNanoOfDay() / 1000;
    }

    private static LocalTime time(Object value) {
        if (value instanceof OffsetTime offset) {
            return offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        }
        return value instanceof java.sql.Time time ? time.toLocalTime() : (LocalTime) value;
    }
}
