package dev.tributary.coerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.coerce.time.JavaTimes;
import dev.tributary.schema.DataType;
import java.math.BigInteger;

/** Scalars as JSON. What JSON has no form for becomes the text that dlt writes for it. */
public final class JsonForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What stands before the text of a value, in the files that dlt extracts to. */
    private static final String DECIMAL = "\uf026";

    private static final String TIMESTAMP = "\uf027";
    private static final String DATE = "\uf028";
    private static final String BINARY = "\uf02b";
    private static final String WEI = "\uf02c";
    private static final String TIME = "\uf02d";

    private JsonForm() {}

    /** The value as dlt makes digests of it: in the form of its files, where a mark says what a text stands for. */
    public static JsonNode marked(DataType type, Object value) {
        JsonNode plain = of(type, value);
        return type == DataType.TIMESTAMP
                ? NODES.textNode(TIMESTAMP + IsoTimestamp.format((Long) value))
                : mark(type).isEmpty() ? plain : NODES.textNode(mark(type) + plain.textValue());
    }

    /** The same for a Java value that is no integer beyond 64 bits; times keep their zone, or have none. */
    public static JsonNode marked(Object value) {
        DataType type = Inference.typeOf(value);
        return type == DataType.TIMESTAMP || type == DataType.DATE || type == DataType.TIME
                ? NODES.textNode(mark(type) + JavaTimes.iso(value))
                : marked(type, Inference.canonical(value));
    }

    private static String mark(DataType type) {
        return switch (type) {
            case DECIMAL -> DECIMAL;
            case TIMESTAMP -> TIMESTAMP;
            case DATE -> DATE;
            case BINARY -> BINARY;
            case WEI -> WEI;
            case TIME -> TIME;
            case TEXT, BIGINT, DOUBLE, BOOL, JSON -> "";
        };
    }

    /** The value, in the form of its type that the package describes. JSON comes as a text node. */
    public static JsonNode of(DataType type, Object value) {
        return switch (type) {
            case BOOL -> NODES.booleanNode((Boolean) value);
            case BIGINT ->
                value instanceof BigInteger big
                        ? NODES.numberNode(big)
                        : NODES.numberNode(((Number) value).longValue());
            case DOUBLE -> NODES.numberNode((Double) value);
            case TIMESTAMP -> NODES.textNode(IsoTimestamp.format((Long) value).replace("+00:00", "Z"));
            case TEXT, DECIMAL, WEI, DATE, TIME, BINARY, JSON ->
                NODES.textNode(
                        (String) Coercion.coerce(type, DataType.TEXT, value).orElseThrow());
        };
    }
}
