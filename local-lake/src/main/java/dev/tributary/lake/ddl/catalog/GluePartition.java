package dev.tributary.lake.ddl.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A partition as it was read from Glue.
 *
 * @param json the service's Partition structure
 */
public record GluePartition(ObjectNode json) {

    /** What Hive escapes in the name of a partition's folder. */
    private static final String ESCAPED = "\"#%'*/:=?\\\u007F{[]^";

    public List<String> values() {
        List<String> values = new ArrayList<>();
        json.path("Values").forEach(value -> values.add(value.asText()));
        return values;
    }

    public List<GlueColumn> columns() {
        return GlueColumn.list(json.path("StorageDescriptor").path("Columns"));
    }

    public Map<String, String> parameters() {
        return GlueTable.texts(json.path("Parameters"));
    }

    /** {@code key=value/key=value}, as Hive names a partition and its folder. */
    public static String name(List<GlueColumn> keys, List<String> values) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            name.append(i == 0 ? "" : "/")
                    .append(escaped(keys.get(i).name()))
                    .append('=')
                    .append(escaped(values.get(i)));
        }
        return name.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append('%').append("%02X".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** What an escaped name stands for; a percent sign that begins no escape stands for itself. */
    public static String unescaped(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                plain[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }
}
