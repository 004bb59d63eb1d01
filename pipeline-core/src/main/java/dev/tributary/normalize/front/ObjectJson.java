package dev.tributary.normalize.front;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.coerce.Inference;
import dev.tributary.coerce.JsonForm;
import dev.tributary.coerce.time.JavaTimes;
import dev.tributary.naming.digest.FloatText;
import dev.tributary.normalize.bean.BeanShape;
import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.PlainText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Objects as JSON, as dlt would have read them from it. */
public final class ObjectJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ObjectJson() {}

    /** The record as JSON, as far as it can be told; for rejects. */
    public static byte[] text(Object record) {
        try {
            return text(record, 1);
        } catch (Rejected e) {
            return text(e.getMessage(), 1);
        }
    }

    /** A value at a depth of a record as JSON. */
    static byte[] text(Object value, int depth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = new PlainText(MAPPER.createGenerator(bytes))) {
            write(value, generator, depth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The record as a tree, as dlt makes digests of it. */
    static JsonNode tree(@Nullable Object value) {
        return tree(value, 1);
    }

    private static JsonNode tree(@Nullable Object value, int depth) {
        ObjectFrontEnd.checkDepth(depth);
        Object plain = plain(value);
        if (plain == null) {
            return NODES.nullNode();
        }
        if (plain instanceof JsonNode node) {
            return node;
        }
        if (ObjectFrontEnd.isObject(plain, Form.of(plain))) {
            ObjectNode object = NODES.objectNode();
            fields(plain, (name, field) -> object.set(name, tree(field, depth + 1)));
            return object;
        }
        if (ObjectFrontEnd.isList(plain, Form.of(plain))) {
            ArrayNode array = NODES.arrayNode();
            ObjectFrontEnd.elements(plain).forEach(element -> array.add(tree(element, depth + 1)));
            return array;
        }
        if (plain instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        return JsonForm.marked(plain);
    }

    /** Takes the fields of an object in order. */
    @FunctionalInterface
    private interface Fields {
        void on(String name, @Nullable Object value);
    }

    private static void fields(Object object, Fields fields) {
        if (object instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.on(String.valueOf(name), value));
        } else if (object instanceof JsonNode node) {
            node.properties().forEach(field -> fields.on(field.getKey(), field.getValue()));
        } else {
            BeanShape shape = BeanShape.of(object.getClass());
            for (int i = 0; i < shape.names().size(); i++) {
                fields.on(shape.names().get(i), shape.get(i, object));
            }
        }
    }

    private static void write(@Nullable Object value, JsonGenerator out, int depth) throws IOException {
        ObjectFrontEnd.checkDepth(depth);
        Object plain = plain(value);
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof JsonNode node) {
            MAPPER.writeTree(out, node);
        } else if (ObjectFrontEnd.isObject(plain, Form.of(plain))) {
            out.writeStartObject();
            List<Map.Entry<String, Optional<Object>>> entries = new ArrayList<>();
            fields(plain, (name, v) -> entries.add(Map.entry(name, Optional.ofNullable(v))));
            for (Map.Entry<String, Optional<Object>> entry : entries) {
                out.writeFieldName(entry.getKey());
                write(entry.getValue().orElse(null), out, depth + 1);
            }
            out.writeEndObject();
        } else if (ObjectFrontEnd.isList(plain, Form.of(plain))) {
            out.writeStartArray();
            for (Object element : ObjectFrontEnd.elements(plain)) {
                write(element, out, depth + 1);
            }
            out.writeEndArray();
        } else if (plain instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (plain instanceof Double || plain instanceof Float) {
            double number = Inference.floating((Number) plain);
            if (Double.isFinite(number)) {
                out.writeNumber(FloatText.json(number));
            } else {
                out.writeNumber(number);
            }
        } else if (plain instanceof BigDecimal || plain instanceof BigInteger || plain instanceof Number) {
            out.writeNumber(plain.toString());
        } else if (plain instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            out.writeString(JavaTimes.isTime(plain) ? JavaTimes.iso(plain) : plain.toString());
        }
    }

    /** Unwraps what only wraps: optionals, scalar Jackson nodes, enums, characters. */
    private static @Nullable Object plain(@Nullable Object value) {
        Object unwrapped = ObjectFrontEnd.unwrap(value);
        if (unwrapped instanceof JsonNode node && node.isValueNode()) {
            return switch (node.getNodeType()) {
                case STRING -> node.textValue();
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.numberValue();
                case BINARY -> ObjectFrontEnd.binary(node);
                case POJO, NULL, MISSING, ARRAY, OBJECT -> throw new IllegalStateException("unexpected " + node);
            };
        }
        if (unwrapped instanceof Enum<?> constant) {
            return constant.name();
        }
        return unwrapped instanceof Character || unwrapped instanceof UUID ? unwrapped.toString() : unwrapped;
    }
}
