package dev.tributary.naming.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON as orjson writes it, which is what dlt hashes and stores: compact, UTF-8 without needless escapes, numbers in their
 * shortest form, and fields either as they come or sorted by code point.
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;

    private CanonicalJson(boolean sorted) {
        this.sorted = sorted;
    }

    /** The value with the fields of every object sorted, in UTF-8. */
    public static byte[] bytes(JsonNode value) {
        return text(value, true).getBytes(StandardCharsets.UTF_8);
    }

    /** The value with its fields in their order. */
    public static String compact(JsonNode value) {
        return text(value, false);
    }

    private static String text(JsonNode value, boolean sorted) {
        CanonicalJson json = new CanonicalJson(sorted);
        json.write(value);
        return json.out.toString();
    }

    private void write(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value);
            case ARRAY -> writeArray(value);
            case STRING -> writeString(value.textValue());
            case NUMBER -> writeNumber(value);
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> writeOther(value);
        }
    }

    private void writeObject(JsonNode object) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
        if (sorted) {
            fields.sort(Map.Entry.comparingByKey(CodePointOrder.INSTANCE));
        }
        char before = '{';
        for (Map.Entry<String, JsonNode> field : fields) {
            out.append(before);
            writeString(field.getKey());
            out.append(':');
            write(field.getValue());
            before = ',';
        }
        out.append(fields.isEmpty() ? "{}" : "}");
    }

    private void writeArray(JsonNode array) {
        out.append('[');
        for (Iterator<JsonNode> items = array.iterator(); items.hasNext(); ) {
            write(items.next());
            if (items.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void writeNumber(JsonNode number) {
        if (number.isDouble() || number.isFloat()) {
            out.append(FloatText.json(number.doubleValue()));
        } else {
            out.append(number.asText());
        }
    }

    private void writeOther(JsonNode value) {
        if (value.isBinary() || value.isPojo()) {
            writeString(value.asText());
        } else {
            out.append(value.isMissingNode() ? "null" : value.asText());
        }
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            writeChar(text.charAt(i));
        }
        out.append('"');
    }

    private void writeChar(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
