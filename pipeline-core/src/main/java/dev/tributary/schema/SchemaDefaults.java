package dev.tributary.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What dlt 1.26 says in every new schema besides its tables, and without which it does not read one. */
public final class SchemaDefaults {
    private static final Map<String, List<String>> DEFAULT_HINTS = Map.of(
            "not_null", List.of("_dlt_id", "_dlt_root_id", "_dlt_parent_id", "_dlt_list_idx", "_dlt_load_id"),
            "parent_key", List.of("_dlt_parent_id"),
            "root_key", List.of("_dlt_root_id"),
            "unique", List.of("_dlt_id"),
            "row_key", List.of("_dlt_id"));

    private SchemaDefaults() {}

    /** The settings: what values are taken for, and hints of columns by their names. */
    public static ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putArray("detections").add("iso_timestamp");
        ObjectNode hints = settings.putObject("default_hints");
        DEFAULT_HINTS.forEach((hint, columns) -> columns.forEach(hints.withArray(hint)::add));
        return settings;
    }

    /** The normalizers: the convention that names follow, and how records become rows. */
    public static ObjectNode normalizers() {
        ObjectNode normalizers = JsonNodeFactory.instance.objectNode();
        normalizers.put("names", "snake_case");
        normalizers.putObject("json").put("module", "dlt.common.normalizers.json.relational");
        return normalizers;
    }
}
