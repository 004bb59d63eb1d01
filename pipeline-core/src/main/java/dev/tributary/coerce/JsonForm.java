package dev.tributary.coerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.schema.DataType;
import java.math.BigInteger;

/** Scalars as JSON. What JSON has no form for becomes the text that dlt writes for it. */
public final class JsonForm {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonForm() {}

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
