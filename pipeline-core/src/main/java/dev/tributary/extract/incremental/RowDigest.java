package dev.tributary.extract.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.digest.CanonicalJson;
import dev.tributary.naming.digest.Digest128;
import dev.tributary.source.cursor.CursorPath;
import dev.tributary.source.cursor.Properties;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells a record from others with the same cursor value: dlt's digest of its key's values, as JSON, or of the whole
 * record with its fields sorted.
 */
final class RowDigest {
    /** Bytes of dlt's digest, which make 20 characters. */
    private static final int BYTES = 15;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> key;
    private final List<CursorPath> paths;

    /** Without fields, the whole record counts. */
    RowDigest(List<String> key) {
        this.key = key;
        this.paths = key.stream().map(CursorPath::field).toList();
    }

    /**
     * The digest of a record.
     *
     * @throws IllegalArgumentException naming the field of the key that it lacks
     */
    String of(Object row) {
        return digest(key.isEmpty() ? json(row) : key.size() == 1 ? value(row, 0) : values(row));
    }

    /** The digest that dlt makes where a key of one field is given as a list. */
    String ofList(Object row) {
        return digest(key.isEmpty() ? json(row) : values(row));
    }

    private ArrayNode values(Object row) {
        ArrayNode values = NODES.arrayNode();
        for (int i = 0; i < paths.size(); i++) {
            values.add(value(row, i));
        }
        return values;
    }

    private JsonNode value(Object row, int index) {
        Object value = paths.get(index).find(row);
        if (value == null) {
            throw new IllegalArgumentException(key.get(index));
        }
        return json(value);
    }

    private static String digest(JsonNode value) {
        return Digest128.of(CanonicalJson.bytes(value), BYTES);
    }

    private static JsonNode json(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, v) -> object.set(String.valueOf(name), json(v)));
            return object;
        }
        if (value instanceof Iterable<?> || value instanceof Object[]) {
            ArrayNode array = NODES.arrayNode();
            Iterable<?> items = value instanceof Iterable<?> i ? i : Arrays.asList((Object[]) value);
            items.forEach(v -> array.add(json(v)));
            return array;
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Boolean b) {
            return NODES.booleanNode(b);
        }
        if (value instanceof Double || value instanceof Float) {
            return NODES.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        if (value instanceof Number number && !(value instanceof BigDecimal)) {
            return NODES.numberNode(number.longValue());
        }
        if (value instanceof byte[] bytes) {
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        if (isText(value)) {
            return NODES.textNode(PythonTime.text(value));
        }
        ObjectNode object = NODES.objectNode();
        Properties.of(value.getClass()).values(value).forEach((name, v) -> object.set(name, json(v)));
        return object.isEmpty() ? NODES.textNode(value.toString()) : object;
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof BigDecimal
                || value instanceof Enum<?>
                || value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof ZonedDateTime
                || value instanceof LocalDateTime;
    }
}
