package dev.tributary.normalize.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.tributary.coerce.Inference;
import dev.tributary.normalize.bean.BeanShape;
import dev.tributary.normalize.bean.Form;
import dev.tributary.normalize.bean.Getter;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.schema.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks maps, lists, Jackson nodes, Java records and beans into a sink. */
public final class ObjectFrontEnd {
    /** Deeper nesting, such as that of a map which is in itself, would overflow the stack at some point. */
    private static final int MAX_DEPTH = 500;

    private final RecordSink sink;
    private int depth;

    /** How much deeper rows may be nested below the one at hand; as in dlt, objects within a row don't count for its lists. */
    private int rowNesting;

    ObjectFrontEnd(RecordSink sink) {
        this.sink = sink;
    }

    /** Puts one record into a row. */
    void record(Object record, BatchTable root, int row, ObjectShape shape, int nesting) {
        depth = 1;
        rowNesting = nesting;
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
            case FLOATING -> sink.put(table, row, field, position, Inference.floating((Number) value));
            case BIG_INTEGER -> sink.put(table, row, field, position, (BigInteger) value);
            case DECIMAL -> sink.put(table, row, field, position, DataType.DECIMAL, value);
            case TIMESTAMP -> time(DataType.TIMESTAMP, value, table, row, field, position);
            case DATE -> time(DataType.DATE, value, table, row, field, position);
            case SCALAR -> scalar(value, table, row, field, position);
            case ENUM -> sink.put(table, row, field, position, ((Enum<?>) value).name());
            case SHOWN -> sink.put(table, row, field, position, value.toString());
            case OPTIONAL -> value(((Optional<?>) value).orElse(null), table, row, field, position, nesting);
            case NODE -> nodeValue((JsonNode) value, table, row, field, position, nesting);
            case MAP, BEAN, COLLECTION, ARRAY -> nested(value, form, table, row, field, position, nesting);
        }
    }

    private void scalar(Object value, BatchTable table, int row, FieldShape field, int position) {
        DataType type = Inference.typeOf(value);
        Object canonical;
        try {
            canonical = Inference.canonical(value);
        } catch (ArithmeticException beyond) {
            sink.put(table, row, field, position, value.toString());
            return;
        }
        sink.put(table, row, field, position, type, canonical);
    }

    /** A time that columns can't hold, such as {@code LocalDate.MAX}, is a text. */
    private void time(DataType type, Object value, BatchTable table, int row, FieldShape field, int position) {
        long number;
        try {
            number =
                    type == DataType.DATE ? Math.toIntExact(((LocalDate) value).toEpochDay()) : Inference.micros(value);
        } catch (ArithmeticException beyond) {
            sink.put(table, row, field, position, value.toString());
            return;
        }
        sink.putTime(table, row, field, position, type, number);
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
            sink.putJson(table, row, field, position, ObjectJson.text(value, depth));
        } else if (isObject(value, form)) {
            sink.enter(position);
            object(value, form, table, row, field.object(), nesting - 1);
            sink.leave();
        } else {
            list(value, table, row, field, position);
        }
        depth--;
    }

    static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Rejected("", "objects and lists are nested more than %d levels deep".formatted(MAX_DEPTH));
        }
    }

    private void list(Object list, BatchTable parent, int parentRow, FieldShape field, int position) {
        int index = 0;
        int outerNesting = rowNesting;
        for (Object element : elements(list)) {
            BatchTable child = sink.child(parent, parentRow, field, position);
            int row = child.add(parentRow, index);
            int outer = sink.descend(position, index++);
            Object unwrapped = unwrap(element);
            if (unwrapped != null) {
                Form form = Form.of(unwrapped);
                if (isObject(unwrapped, form)) {
                    rowNesting = outerNesting - 1;
                    object(unwrapped, form, child, row, field.elements(), rowNesting);
                } else {
                    rowNesting = outerNesting - 2;
                    String name = isList(unwrapped, form) ? "list" : "value";
                    value(unwrapped, form, child, row, field.elements().field(name), 0, rowNesting);
                }
            }
            sink.ascend(outer, child, row);
        }
        rowNesting = outerNesting;
    }

    /** What optionals and nodes of Java objects hold; null for nothing. */
    static @Nullable Object unwrap(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return unwrap(optional.orElse(null));
        }
        if (value instanceof POJONode node) {
            return unwrap(node.getPojo());
        }
        return value instanceof JsonNode node && (node.isNull() || node.isMissingNode()) ? null : value;
    }

    static byte[] binary(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isList(Object value, Form form) {
        return form.isList() || value instanceof ArrayNode;
    }

    static boolean isObject(Object value, Form form) {
        return form.isObject() || value instanceof ObjectNode;
    }

    static Iterable<? extends @Nullable Object> elements(Object list) {
        if (list instanceof Iterable<?> iterable) {
            return iterable;
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(list); i++) {
            elements.add(Array.get(list, i));
        }
        return elements;
    }
}
