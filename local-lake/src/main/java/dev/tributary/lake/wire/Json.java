package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** JSON trees: the form in which requests arrive, entities are kept and answers leave. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static JsonNode parse(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** Reads a file of the lake, which is an object. */
    public static ObjectNode object(byte[] bytes) {
        try {
            return (ObjectNode) MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a file of the lake: " + e.getMessage(), e);
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array(Collection<? extends JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    /** The texts of a list member, none when it is absent. */
    public static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** The objects of a list member, none when it is absent. */
    public static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        list.forEach(item -> objects.add((ObjectNode) item));
        return objects;
    }

    /** Seconds since 1970 with milliseconds, as the protocol writes times. */
    public static double now() {
        return System.currentTimeMillis() / 1000.0;
    }
}
