package dev.tributary.coerce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.coerce.time.JavaTimes;
import dev.tributary.error.SchemaException;
import dev.tributary.naming.digest.CanonicalJson;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/**
 * The type that a Java value has, and its form for that type. Detections in text, such as timestamps, are not made here.
 * Times without a zone are UTC. An integer beyond 64 bits is a DECIMAL.
 */
public final class Inference {
    private Inference() {}

    /**
     * The type of a value.
     *
     * @throws SchemaException if values of its class have no type
     */
    public static DataType typeOf(Object value) {
        if (value instanceof JsonNode node) {
            return JsonValues.typeOf(node);
        }
        if (value instanceof CharSequence
                || value instanceof Enum
                || value instanceof UUID
                || value instanceof Character) {
            return DataType.TEXT;
        }
        if (value instanceof Boolean) {
            return DataType.BOOL;
        }
        if (value instanceof Number number) {
            return typeOfNumber(number);
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return DataType.BINARY;
        }
        if (value instanceof Map
                || value instanceof Collection
                || value.getClass().isArray()) {
            return DataType.JSON;
        }
        return typeOfTime(value);
    }

    private static DataType typeOfNumber(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return DataType.BIGINT;
        }
        if (number instanceof Double || number instanceof Float) {
            return DataType.DOUBLE;
        }
        if (number instanceof BigDecimal) {
            return DataType.DECIMAL;
        }
        if (number instanceof BigInteger integer) {
            return integer.bitLength() < Long.SIZE ? DataType.BIGINT : DataType.DECIMAL;
        }
        throw unknown(number);
    }

    private static DataType typeOfTime(Object value) {
        if (value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof LocalDateTime) {
            return DataType.TIMESTAMP;
        }
        if (value instanceof LocalDate || value instanceof java.sql.Date) {
            return DataType.DATE;
        }
        if (value instanceof LocalTime || value instanceof OffsetTime || value instanceof java.sql.Time) {
            return DataType.TIME;
        }
        if (value instanceof Date) {
            return DataType.TIMESTAMP;
        }
        throw unknown(value);
    }

    /** The value in the form that values of its type have: {@code 1} becomes a {@code Long}, an enum its name. */
    public static Object canonical(Object value) {
        return switch (typeOf(value)) {
            case TEXT -> value instanceof JsonNode node ? node.textValue() : text(value);
            case BOOL -> value instanceof JsonNode node ? (Object) node.booleanValue() : value;
            case BIGINT -> compact(integer(value));
            case DOUBLE -> value instanceof JsonNode node ? node.doubleValue() : floating((Number) value);
            case DECIMAL, WEI -> decimal(value);
            case BINARY -> JsonValues.bytes(value);
            case JSON -> CanonicalJson.compact(JsonValues.node(value));
            case TIMESTAMP -> JavaTimes.micros(value);
            case DATE -> JavaTimes.days(value);
            case TIME -> JavaTimes.microsOfDay(value);
        };
    }

    /**
     * A timestamp's microseconds since 1970.
     *
     * @throws ArithmeticException where they are beyond 64 bits
     */
    public static long micros(Object timestamp) {
        return JavaTimes.micros(timestamp);
    }

    /** A Long where the integer is one, else the integer. */
    static Object compact(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }

    static BigInteger integer(Object value) {
        if (value instanceof BigInteger integer) {
            return integer;
        }
        return value instanceof JsonNode node
                ? node.bigIntegerValue()
                : BigInteger.valueOf(((Number) value).longValue());
    }

    private static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /** A float keeps the digits that it shows: 0.1f is 0.1, not 0.10000000149011612. */
    public static double floating(Number value) {
        return value instanceof Float ? Double.parseDouble(value.toString()) : value.doubleValue();
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof JsonNode node) {
            return node.decimalValue();
        }
        return value instanceof BigInteger integer ? new BigDecimal(integer) : (BigDecimal) value;
    }

    private static SchemaException unknown(Object value) {
        return new SchemaException(
                "Cannot infer a type for a value of " + value.getClass().getName()
                        + " (map it to a String, a number, a time of java.time, a Map or a Collection)");
    }
}
