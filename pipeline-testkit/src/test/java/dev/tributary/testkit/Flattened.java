package dev.tributary.testkit;

import dev.tributary.naming.NamingConvention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record as dlt's rules say it becomes a row and rows nested in it: written down once more, as plainly as can be. */
record Flattened(String table, Map<String, Object> columns, Map<String, List<Flattened>> nested) {
    private static final NamingConvention NAMING = NormalizedRecords.NAMING;

    static Flattened of(String table, Map<String, Object> record) {
        Flattened row = new Flattened(table, new LinkedHashMap<>(), new LinkedHashMap<>());
        row.put("", record);
        return row;
    }

    /** This row and all that are nested in it, each before those in it. */
    List<Flattened> all() {
        List<Flattened> all = new ArrayList<>(List.of(this));
        nested.values().forEach(rows -> rows.forEach(row -> all.addAll(row.all())));
        return all;
    }

    private void put(String path, Map<?, ?> object) {
        object.forEach((name, value) -> {
            String column = NAMING.join(path, NAMING.path((String) name));
            if (value instanceof Map<?, ?> inner) {
                put(column, inner);
            } else if (value instanceof List<?> list) {
                list(column, list);
            } else if (value != null) {
                columns.put(column, value);
            }
        });
    }

    private void list(String column, List<?> elements) {
        String child = NAMING.join(table, column);
        for (Object element : elements) {
            Object record =
                    element instanceof Map ? element : Map.of(element instanceof List ? "list" : "value", element);
            @SuppressWarnings("unchecked")
            Flattened row = of(child, (Map<String, Object>) record);
            nested.computeIfAbsent(child, c -> new ArrayList<>()).add(row);
        }
    }
}
