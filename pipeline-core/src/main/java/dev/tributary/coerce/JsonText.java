package dev.tributary.coerce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.digest.CanonicalJson;
import java.math.BigInteger;
import java.util.Optional;

/** JSON as text, as orjson reads it and writes it again: one value, and integers beyond 64 bits as doubles. */
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    static Optional<Object> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(CanonicalJson.compact(checked(node)));
        } catch (JsonProcessingException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Without integers beyond 64 bits, and an {@code ArithmeticException} for a number beyond the doubles. */
    private static JsonNode checked(JsonNode node) {
        if (node.isBigInteger() || node.isDouble()) {
            return number(node);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(checked(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, checked(array.get(i)));
            }
        }
        return node;
    }

    private static JsonNode number(JsonNode number) {
        if (number.isBigInteger() && isUnsignedLong(number.bigIntegerValue())) {
            return number;
        }
        if (!Double.isFinite(number.doubleValue())) {
            throw new ArithmeticException("beyond the doubles");
        }
        return DoubleNode.valueOf(number.doubleValue());
    }

    private static boolean isUnsignedLong(BigInteger integer) {
        return integer.signum() > 0 && integer.bitLength() <= Long.SIZE;
    }
}
