package dev.tributary.coerce.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/** Java's many times, as microseconds, days and microseconds of a day, in UTC; finer fractions are cut. */
public final class JavaTimes {
    private JavaTimes() {}

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
