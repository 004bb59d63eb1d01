package dev.tributary.athena.layout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders of Hive partitions, such as {@code dt=2026-01-01/}, escaped as Hive does. */
public final class PartitionFolder {
    /** What stands for null, and for an empty text, which Glue does not take. */
    public static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^";

    private PartitionFolder() {}

    /** The folders of a partition, each with a slash at its end; empty without keys. */
    public static String path(List<String> keys, List<@Nullable String> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            path.append(escape(keys.get(i)))
                    .append('=')
                    .append(escape(value(values.get(i))))
                    .append('/');
        }
        return path.toString();
    }

    /** A value as the catalog holds it. */
    public static String value(@Nullable String value) {
        return value == null || value.isEmpty() ? NULL : value;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x20 || c == 0x7f || ESCAPED.indexOf(c) >= 0) {
                escaped.append('%').append("%02X".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return new String(escaped.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
