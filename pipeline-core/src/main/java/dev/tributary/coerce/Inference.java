package dev.tributary.coerce;

import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Which type a Java value has, and the form in which {@link Coercion} takes it. */
public final class Inference {
    private Inference() {}

    /** The type of a value that is neither an object nor a list. */
    public static DataType typeOf(Object value) {
        if (value instanceof Boolean) {
            return DataType.BOOL;
        }
        if (value instanceof Double || value instanceof Float) {
            return DataType.DOUBLE;
        }
        if (value instanceof BigDecimal) {
            return DataType.DECIMAL;
        }
        if (value instanceof Number) {
            return DataType.BIGINT;
        }
        if (value instanceof byte[]) {
            return DataType.BINARY;
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return DataType.DATE;
        }
        if (value instanceof LocalTime) {
            return DataType.TIME;
        }
        boolean moment = value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof LocalDateTime
                || value instanceof java.util.Date;
        return moment ? DataType.TIMESTAMP : DataType.TEXT;
    }

    /** Timestamps and times as microseconds, dates as days since 1970, texts as they print, anything else as it is. */
    public static Object canonical(Object value) {
        if (value instanceof Instant instant) {
            return micros(instant);
        }
        if (value instanceof OffsetDateTime moment) {
            return micros(moment.toInstant());
        }
        if (value instanceof ZonedDateTime moment) {
            return micros(moment.toInstant());
        }
        if (value instanceof LocalDateTime moment) {
            return micros(moment.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate().toEpochDay();
        }
        if (value instanceof java.sql.Timestamp moment) {
            return micros(moment.toInstant());
        }
        if (value instanceof java.util.Date date) {
            return micros(date.toInstant());
        }
        if (value instanceof LocalDate date) {
            return date.toEpochDay();
        }
        if (value instanceof LocalTime time) {
            return time.toNanoOfDay() / 1000;
        }
        return typeOf(value) == DataType.TEXT ? value.toString() : value;
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
