package dev.tributary.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as the lake holds it: the address of its data file, and its values by column, null for null. Texts are Strings,
 * integers Longs or Integers; what else there is has the form that Iceberg's generic records give it.
 */
public record StoredRow(String file, Map<String, @Nullable Object> values) {
    public StoredRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A column's value as text; empty where it is null or there is none. */
    public String text(String column) {
        Object value = values.get(column);
        return value == null ? "" : value.toString();
    }
}
