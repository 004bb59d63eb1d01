package dev.tributary.normalize.front;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks maps, lists, Jackson nodes, Java records and beans into a sink. */
public final class ObjectFrontEnd {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Deeper nesting, such as that of a map which is in itself, would overflow the stack at some point. */
    private static final int MAX_DEPTH = 500;

    private final RecordSink sink;
    private int depth;

    ObjectFrontEnd(RecordSink sink) {
        this.sink = sink;
    }

    /** Puts one record into a row. */
    void record(Object record, BatchTable root, int row, ObjectShape shape, int nesting) {
        depth = 1;
        Object unwrapped = unwrap(record);
        if (unwrapped == null || isList(unwrapped, Form.of(unwrapped))) {
            throw new Rejected("", "a record must be an object");
        }
        Form form = Form.of(unwrapped);
        if (isObject(unwrapped, form)) {
            object(unwrapped, form, root, row, shape, nesting);
        } else {
            value(unwrapped, form, root, row, shape.field("value"), 0, nesting);
        }
    }

    /** The record as JSON, as far as it can be told; for rejects. */
    public static byte[] json(Object record) {
        try {
            return json(record, 1);
        } catch (Rejected e) {
            return json(e.getMessage(), 1);
        }
    }

    private static byte[] json(Object value, int depth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = MAPPER.createGenerator(bytes)) {
            write(value, generator, depth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The record as a tree, as dlt would read it from JSON. */
    static JsonNode tree(@Nullable Object value) {
        return tree(value, 1);
    }

    private static JsonNode tree(@Nullable Object value, int depth) {
        checkDepth(depth);
        Object plain = plain(value);
        if (plain == null) {
            return NODES.nullNode();
        }
        if (plain instanceof JsonNode node) {
            return node;
        }
        if (isObject(plain, Form.of(plain))) {
            ObjectNode object = NODES.objectNode();
            fields(plain, (name, field) -> object.set(name, tree(field, depth + 1)));
            return object;
        }
        if (isList(plain, Form.of(plain))) {
            ArrayNode array = NODES.arrayNode();
            elements(plain).forEach(element -> array.add(tree(element, depth + 1)));
            return array;
        }
        if (plain instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        return JsonForm.of(Inference.typeOf(plain), Inference.canonical(plain));
    }

    private void object(Object object, Form form, BatchTable table, int row, ObjectShape shape, int nesting) {
        if (form == Form.MAP) {
            map((Map<?, ?>) object, table, row, shape, nesting);
        } else if (form == Form.BEAN) {
            bean(object, table, row, shape, nesting);
        } else {
            node((JsonNode) object, table, row, shape, nesting);
        }
    }

    private void map(Map<?, ?> map, BatchTable table, int row, ObjectShape shape, int nesting) {
        int position = 0;
        FieldShape field = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = entry.getKey();
            field = shape.field(field, key instanceof String name ? name : String.valueOf(key));
            value(entry.getValue(), table, row, field, position++, nesting);
        }
    }

    private void node(JsonNode node, BatchTable table, int row, ObjectShape shape, int nesting) {
        int position = 0;
        FieldShape field = null;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            field = shape.field(field, entry.getKey());
            value(entry.getValue(), table, row, field, position++, nesting);
        }
    }

    private void bean(Object bean, BatchTable table, int row, ObjectShape shape, int nesting) {
        BeanShape properties = BeanShape.of(bean.getClass());
        FieldShape[] fields = shape.fields(properties.names());
        int i = 0;
        try {
            for (; i < fields.length; i++) {
                property(properties.getter(i), bean, table, row, fields[i], i, nesting);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw properties.unreadable(i, e);
        }
    }

    private void property(
            Getter getter, Object bean, BatchTable table, int row, FieldShape field, int position, int nesting) {
        if (getter instanceof Getter.Objects objects) {
            value(objects.function().apply(bean), table, row, field, position, nesting);
        } else if (getter instanceof Getter.Integers integers) {
            sink.put(table, row, field, position, integers.function().applyAsLong(bean));
        } else if (getter instanceof Getter.Floats floats) {
            sink.put(table, row, field, position, floats.function().applyAsDouble(bean));
        } else {
            sink.put(
                    table,
                    row,
                    field,
                    position,
                    ((Getter.Bools) getter).function().test(bean));
        }
    }

    /** The commonest classes are told apart before any look-up. */
    private void value(@Nullable Object value, BatchTable table, int row, FieldShape field, int position, int nesting) {
        if (value == null) {
            sink.putNull(table, field);
        } else if (value.getClass() == String.class) {
            sink.put(table, row, field, position, (String) value);
        } else if (value.getClass() == Long.class) {
            sink.put(table, row, field, position, ((Long) value).longValue());
        } else if (value.getClass() == Double.class) {
            sink.put(table, row, field, position, ((Double) value).doubleValue());
        } else if (value.getClass() == Integer.class) {
            sink.put(table, row, field, position, ((Integer) value).longValue());
        } else {
            value(value, Form.of(value), table, row, field, position, nesting);
        }
    }

    private void value(
            Object value, Form form, BatchTable table, int row, FieldShape field, int position, int nesting) {
        switch (form) {
            case TEXT -> sink.put(table, row, field, position, (String) value);
            case BOOL -> sink.put(table, row, field, position, (boolean) value);
            case INTEGER -> sink.put(table, row, field, position, ((Number) value).longValue());
            case FLOATING -> sink.put(table, row, field, position, ((Number) value).doubleValue());
            case BIG_INTEGER -> sink.put(table, row, field, position, (BigInteger) value);
            case DECIMAL -> sink.put(table, row, field, position, DataType.DECIMAL, value);
            case TIMESTAMP -> sink.putTime(table, row, field, position, DataType.TIMESTAMP, Inference.micros(value));
            case DATE -> sink.putTime(table, row, field, position, DataType.DATE, ((LocalDate) value).toEpochDay());
            case SCALAR -> {
                DataType type = Inference.typeOf(value);
                sink.put(table, row, field, position, type, Inference.canonical(value));
            }
            case ENUM -> sink.put(table, row, field, position, ((Enum<?>) value).name());
            case SHOWN -> sink.put(table, row, field, position, value.toString());
            case OPTIONAL -> value(((Optional<?>) value).orElse(null), table, row, field, position, nesting);
            case NODE -> nodeValue((JsonNode) value, table, row, field, position, nesting);
            case MAP, BEAN, COLLECTION, ARRAY -> nested(value, form, table, row, field, position, nesting);
        }
    }

    private void nodeValue(JsonNode node, BatchTable table, int row, FieldShape field, int position, int nesting) {
        switch (node.getNodeType()) {
            case STRING -> sink.put(table, row, field, position, node.textValue());
            case BOOLEAN -> sink.put(table, row, field, position, node.booleanValue());
            case NUMBER -> {
                switch (node.numberType()) {
                    case INT, LONG -> sink.put(table, row, field, position, node.longValue());
                    case DOUBLE -> sink.put(table, row, field, position, node.doubleValue());
                    case FLOAT, BIG_INTEGER, BIG_DECIMAL ->
                        value(node.numberValue(), table, row, field, position, nesting);
                }
            }
            case BINARY -> value(binary(node), table, row, field, position, nesting);
            case POJO -> value(((POJONode) node).getPojo(), table, row, field, position, nesting);
            case NULL, MISSING -> sink.putNull(table, field);
            case ARRAY, OBJECT -> nested(node, Form.NODE, table, row, field, position, nesting);
        }
    }

    private void nested(
            Object value, Form form, BatchTable table, int row, FieldShape field, int position, int nesting) {
        if (field.isLeftOutBelow()) {
            return;
        }
        checkDepth(++depth);
        if (sink.keepsJson(table, field, nesting)) {
            sink.putJson(table, row, field, position, json(value, depth));
        } else if (isObject(value, form)) {
            sink.enter(position);
            object(value, form, table, row, field.object(), nesting - 1);
            sink.leave();
        } else {
            list(value, table, row, field, position, nesting - 1);
        }
        depth--;
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Rejected("", "objects and lists are nested more than %d levels deep".formatted(MAX_DEPTH));
        }
    }

    private void list(Object list, BatchTable parent, int parentRow, FieldShape field, int position, int nesting) {
        int index = 0;
        for (Object element : elements(list)) {
            BatchTable child = sink.child(parent, parentRow, field, position);
            int row = child.add(parentRow, index);
            int outer = sink.descend(position, index++);
            Object unwrapped = unwrap(element);
            if (unwrapped != null) {
                Form form = Form.of(unwrapped);
                if (isObject(unwrapped, form)) {
                    object(unwrapped, form, child, row, field.elements(), nesting);
                } else {
                    String name = isList(unwrapped, form) ? "list" : "value";
                    value(unwrapped, form, child, row, field.elements().field(name), 0, nesting);
                }
            }
            sink.ascend(outer, child, row);
        }
    }

    /** What optionals and nodes of Java objects hold; null for nothing. */
    private static @Nullable Object unwrap(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return unwrap(optional.orElse(null));
        }
        if (value instanceof POJONode node) {
            return unwrap(node.getPojo());
        }
        return value instanceof JsonNode node && (node.isNull() || node.isMissingNode()) ? null : value;
    }

    /** Unwraps what only wraps: optionals, scalar Jackson nodes, enums, characters. */
    private static @Nullable Object plain(@Nullable Object value) {
        Object unwrapped = unwrap(value);
        if (unwrapped instanceof JsonNode node && node.isValueNode()) {
            return switch (node.getNodeType()) {
                case STRING -> node.textValue();
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.numberValue();
                case BINARY -> binary(node);
                case POJO, NULL, MISSING, ARRAY, OBJECT -> throw new IllegalStateException("unexpected " + node);
            };
        }
        if (unwrapped instanceof Enum<?> constant) {
            return constant.name();
        }
        return unwrapped instanceof Character || unwrapped instanceof UUID ? unwrapped.toString() : unwrapped;
    }

    private static byte[] binary(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isList(Object value, Form form) {
        return form.isList() || value instanceof ArrayNode;
    }

    private static boolean isObject(Object value, Form form) {
        return form.isObject() || value instanceof ObjectNode;
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
            for (int i = 0; i < shape.names().size(); i++) {
                fields.on(shape.names().get(i), shape.get(i, object));
            }
        }
    }

    private static void write(@Nullable Object value, JsonGenerator out, int depth) throws IOException {
        checkDepth(depth);
        Object plain = plain(value);
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof JsonNode node) {
            MAPPER.writeTree(out, node);
        } else if (isObject(plain, Form.of(plain))) {
            out.writeStartObject();
            List<Map.Entry<String, Optional<Object>>> entries = new ArrayList<>();
            fields(plain, (name, v) -> entries.add(Map.entry(name, Optional.ofNullable(v))));
            for (Map.Entry<String, Optional<Object>> entry : entries) {
                out.writeFieldName(entry.getKey());
                write(entry.getValue().orElse(null), out, depth + 1);
            }
            out.writeEndObject();
        } else if (isList(plain, Form.of(plain))) {
            out.writeStartArray();
            for (Object element : elements(plain)) {
                write(element, out, depth + 1);
            }
            out.writeEndArray();
        } else if (plain instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (plain instanceof Double number) {
            out.writeNumber(number);
        } else if (plain instanceof Float number) {
            out.writeNumber(number);
        } else if (plain instanceof BigDecimal || plain instanceof BigInteger || plain instanceof Number) {
            out.writeNumber(plain.toString());
        } else if (plain instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            out.writeString(plain.toString());
        }
    }
}
