package dev.tributary.source.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

/** Cursor values of what stands in records and of what authors give. */
final class GivenValue {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GivenValue() {}

    static CursorValue of(Object value) {
        if (value instanceof CharSequence || value instanceof Character) {
            return text(value.toString());
        }
        if (value instanceof JsonNode node) {
            return ofNode(node);
        }
        if (value instanceof BigDecimal decimal) {
            return new CursorValue(CursorType.NUMBER, decimal, NODES.textNode(TypedText.decimal(decimal)));
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof LocalDate date) {
            return date(date);
        }
        if (value instanceof java.sql.Date date) {
            return date(date.toLocalDate());
        }
        if (value instanceof UUID uuid) {
            return new CursorValue(CursorType.TEXT, uuid.toString(), NODES.textNode(TypedText.uuid(uuid)));
        }
        return timestamp(value);
    }

    private static CursorValue ofNode(JsonNode node) {
        if (node.isTextual()) {
            return text(node.textValue());
        }
        if (node.isNumber()) {
            return node.isBigDecimal() ? of(node.decimalValue()) : number(node.numberValue());
        }
        throw new IllegalArgumentException(
                node.isBoolean()
                        ? "true or false"
                        : node.isObject() ? "an object" : node.isArray() ? "a list" : "bytes");
    }

    static CursorValue text(String text) {
        return new CursorValue(CursorType.TEXT, text, NODES.textNode(text));
    }

    private static CursorValue number(Number number) {
        if (number instanceof BigInteger big) {
            return new CursorValue(CursorType.NUMBER, new BigDecimal(big), NODES.numberNode(big));
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("no finite number");
            }
            return new CursorValue(CursorType.NUMBER, BigDecimal.valueOf(value), NODES.numberNode(value));
        }
        return integer(number.longValue());
    }

    /** Kept as a parser would read it, so that equal states have equal nodes. */
    private static CursorValue integer(long value) {
        JsonNode node = value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        return new CursorValue(CursorType.NUMBER, BigDecimal.valueOf(value), node);
    }

    static CursorValue date(LocalDate date) {
        return new CursorValue(CursorType.DATE, date.toEpochDay(), NODES.textNode(TypedText.date(date)));
    }

    private static CursorValue timestamp(Object value) {
        if (value instanceof LocalDateTime local) {
            return timestamp(micros(local.toInstant(ZoneOffset.UTC)), false);
        }
        Instant instant;
        if (value instanceof Instant i) {
            instant = i;
        } else if (value instanceof OffsetDateTime offset) {
            instant = offset.toInstant();
        } else if (value instanceof ZonedDateTime zoned) {
            instant = zoned.toInstant();
        } else if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp(micros(timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC)), false);
        } else if (value instanceof Date date) {
            instant = Instant.ofEpochMilli(date.getTime());
        } else {
            throw new IllegalArgumentException("of " + value.getClass().getSimpleName());
        }
        return timestamp(micros(instant), true);
    }

    static CursorValue timestamp(long micros, boolean zoned) {
        return new CursorValue(CursorType.TIMESTAMP, micros, NODES.textNode(TypedText.timestamp(micros, zoned)));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
