package dev.tributary.source.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as the classes that authors want. */
final class Numbers {
    private Numbers() {}

    static Object as(Class<?> wanted, BigDecimal value) {
        if (wanted == Integer.class) {
            return value.intValueExact();
        }
        if (wanted == Long.class) {
            return value.longValueExact();
        }
        if (wanted == Double.class) {
            return value.doubleValue();
        }
        if (wanted == BigInteger.class) {
            return value.toBigIntegerExact();
        }
        return value;
    }

    /** A long, a larger integer, or a double. */
    static Number natural(Number value) {
        if (value instanceof BigInteger integer) {
            return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
        }
        return value instanceof Double || value instanceof Float ? (Number) value.doubleValue() : value.longValue();
    }

    /** A number for JSON: an integer where it is one and the other node is no double. */
    static JsonNode node(BigDecimal value, JsonNode like) {
        return like.isFloatingPointNumber() || value.stripTrailingZeros().scale() > 0
                ? JsonNodeFactory.instance.numberNode(value.doubleValue())
                : CursorValue.of(natural(value.toBigInteger())).stored();
    }
}
