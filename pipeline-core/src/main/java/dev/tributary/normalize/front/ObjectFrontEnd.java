package dev.tributary.normalize.front;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.coerce.Inference;
import dev.tributary.coerce.JsonForm;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.schema.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks maps, lists, Jackson nodes, Java records and beans into a sink. */
public final class ObjectFrontEnd {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RecordSink sink;

    ObjectFrontEnd(RecordSink sink) {
        this.sink = sink;
    }

    /** Puts one record into a row. */
    void record(Object record, BatchTable root, int row, ObjectShape shape, int nesting) {
        if (isObject(record)) {
            object(record, root, row, shape, nesting);
        } else if (isList(record)) {
            throw new Rejected("", "a record must be an object");
        } else {
            value(record, root, row, shape.field("value"), 0, nesting);
        }
    }

    /** The record as JSON, as far as it can be told; for rejects. */
    public static byte[] json(Object record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = MAPPER.createGenerator(bytes)) {
            write(record, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The record as a tree, as dlt would read it from JSON. */
    static JsonNode tree(@Nullable Object value) {
        Object plain = plain(value);
        if (plain == null) {
            return NODES.nullNode();
        }
        if (plain instanceof JsonNode node) {
            return node;
        }
        if (isObject(plain)) {
            ObjectNode object = NODES.objectNode();
            fields(plain, (name, field) -> object.set(name, tree(field)));
            return object;
        }
        if (isList(plain)) {
            ArrayNode array = NODES.arrayNode();
            elements(plain).forEach(element -> array.add(tree(element)));
            return array;
        }
        if (plain instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        return JsonForm.of(Inference.typeOf(plain), Inference.canonical(plain));
    }

    private void object(Object object, BatchTable table, int row, ObjectShape shape, int nesting) {
        int[] position = new int[1];
        fields(object, (name, value) -> {
            int at = position[0]++;
            FieldShape field = shape.field(name);
            if (value == null) {
                sink.putNull(table, field);
            } else {
                value(value, table, row, field, at, nesting);
            }
        });
    }

    private void value(Object value, BatchTable table, int row, FieldShape field, int position, int nesting) {
        Object plain = plain(value);
        if (plain == null) {
            sink.putNull(table, field);
            return;
        }
        if (isObject(plain) || isList(plain)) {
            if (field.isLeftOutBelow()) {
                return;
            }
            if (sink.keepsJson(table, field, nesting)) {
                sink.putJson(table, row, field, position, json(plain));
            } else if (isObject(plain)) {
                sink.enter(position);
                object(plain, table, row, field.object(), nesting - 1);
                sink.leave();
            } else {
                list(plain, table, row, field, position, nesting - 1);
            }
        } else if (plain instanceof String text) {
            sink.put(table, row, field, position, text);
        } else if (plain instanceof Boolean bool) {
            sink.put(table, row, field, position, bool);
        } else if (plain instanceof Double || plain instanceof Float) {
            sink.put(table, row, field, position, ((Number) plain).doubleValue());
        } else if (plain instanceof BigInteger big) {
            sink.put(table, row, field, position, big);
        } else if (plain instanceof Long
                || plain instanceof Integer
                || plain instanceof Short
                || plain instanceof Byte) {
            sink.put(table, row, field, position, ((Number) plain).longValue());
        } else {
            DataType type = Inference.typeOf(plain);
            sink.put(table, row, field, position, type, Inference.canonical(plain));
        }
    }

    private void list(Object list, BatchTable parent, int parentRow, FieldShape field, int position, int nesting) {
        int index = 0;
        for (Object element : elements(list)) {
            BatchTable child = sink.child(parent, parentRow, field, position);
            int row = child.add(parentRow, index);
            int outer = sink.descend(position, index++);
            Object plain = plain(element);
            if (plain != null) {
                if (isObject(plain)) {
                    object(plain, child, row, field.elements(), nesting);
                } else {
                    String name = isList(plain) ? "list" : "value";
                    value(plain, child, row, field.elements().field(name), 0, nesting);
                }
            }
            sink.ascend(outer, child, row);
        }
    }

    /** Unwraps what only wraps: optionals, scalar Jackson nodes, enums, characters. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof JsonNode node && node.isValueNode()) {
            return switch (node.getNodeType()) {
                case STRING -> node.textValue();
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.isBigInteger() ? node.bigIntegerValue() : (Object) node.numberValue();
                case BINARY -> binary(node);
                case POJO -> plain(((com.fasterxml.jackson.databind.node.POJONode) node).getPojo());
                case NULL, MISSING, ARRAY, OBJECT -> null;
            };
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Character || value instanceof java.util.UUID ? value.toString() : value;
    }

    private static byte[] binary(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isList(Object value) {
        return value instanceof Collection<?>
                || (value.getClass().isArray() && !(value instanceof byte[]))
                || value instanceof com.fasterxml.jackson.databind.node.ArrayNode;
    }

    private static boolean isObject(Object value) {
        return value instanceof Map<?, ?>
                || value instanceof com.fasterxml.jackson.databind.node.ObjectNode
                || (!isList(value) && BeanShape.describes(value.getClass()));
    }

    private static Iterable<? extends @Nullable Object> elements(Object list) {
        if (list instanceof Iterable<?> iterable) {
            return iterable;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(list); i++) {
            elements.add(Array.get(list, i));
        }
        return elements;
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
            for (int i = 0; i < shape.size(); i++) {
                fields.on(shape.name(i), shape.get(i, object));
            }
        }
    }

    private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
        Object plain = plain(value);
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof JsonNode node) {
            MAPPER.writeTree(out, node);
        } else if (isObject(plain)) {
            out.writeStartObject();
            List<Map.Entry<String, Optional<Object>>> entries = new ArrayList<>();
            fields(plain, (name, v) -> entries.add(Map.entry(name, Optional.ofNullable(v))));
            for (Map.Entry<String, Optional<Object>> entry : entries) {
                out.writeFieldName(entry.getKey());
                write(entry.getValue().orElse(null), out);
            }
            out.writeEndObject();
        } else if (isList(plain)) {
            out.writeStartArray();
            for (Object element : elements(plain)) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (plain instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (plain instanceof BigDecimal || plain instanceof BigInteger || plain instanceof Number) {
            out.writeNumber(plain.toString());
        } else if (plain instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            out.writeString(plain.toString());
        }
    }
}
