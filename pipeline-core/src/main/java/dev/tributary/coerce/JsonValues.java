package dev.tributary.coerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.DataType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values as JSON and JSON as Java values. What JSON has no form for becomes the text that dlt writes for it. */
final class JsonValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    static DataType typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> DataType.TEXT;
            case BOOLEAN -> DataType.BOOL;
            case BINARY -> DataType.BINARY;
            case NUMBER -> Inference.typeOf(node.numberValue());
            case OBJECT, ARRAY, NULL, MISSING, POJO -> DataType.JSON;
        };
    }

    static byte[] bytes(Object value) {
        if (value instanceof BinaryNode node) {
            return node.binaryValue();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) value;
    }

    static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, field) -> object.set(String.valueOf(key), node(field)));
            return object;
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(node(item)));
            return array;
        }
        return value.getClass().isArray() && !(value instanceof byte[]) ? array(value) : scalar(value);
    }

    private static ArrayNode array(Object items) {
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < Array.getLength(items); i++) {
            array.add(node(Array.get(items, i)));
        }
        return array;
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        }
        return JsonForm.of(Inference.typeOf(value), Inference.canonical(value));
    }
}
