package dev.tributary.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What dlt 1.26 puts into every new schema, and without which it does not read one. */
final class StoredDefaults {
    /** The tables that belong to dlt itself, of which only it needs a description. */
    static final List<String> SYSTEM_TABLES = List.of("_dlt_version", "_dlt_loads", "_dlt_pipeline_state");

    private static final Map<String, List<String>> DEFAULT_HINTS = Map.of(
            "not_null", List.of("_dlt_id", "_dlt_root_id", "_dlt_parent_id", "_dlt_list_idx", "_dlt_load_id"),
            "parent_key", List.of("_dlt_parent_id"),
            "root_key", List.of("_dlt_root_id"),
            "unique", List.of("_dlt_id"),
            "row_key", List.of("_dlt_id"));

    private StoredDefaults() {}

    static ObjectNode systemTables() {
        ObjectNode tables = JsonNodeFactory.instance.objectNode();
        ObjectNode version = systemTable(tables, "_dlt_version", "Created by DLT. Tracks schema updates");
        column(version, "version", "bigint", false);
        column(version, "engine_version", "bigint", false);
        column(version, "inserted_at", "timestamp", false);
        column(version, "schema_name", "text", false);
        column(version, "version_hash", "text", false);
        column(version, "schema", "text", false);
        ObjectNode loads = systemTable(tables, "_dlt_loads", "Created by DLT. Tracks completed loads");
        column(loads, "load_id", "text", false).put("precision", 64);
        column(loads, "schema_name", "text", true);
        column(loads, "status", "bigint", false);
        column(loads, "inserted_at", "timestamp", false);
        column(loads, "schema_version_hash", "text", true);
        return tables;
    }

    private static ObjectNode systemTable(ObjectNode tables, String name, String description) {
        ObjectNode table = tables.putObject(name);
        table.put("name", name);
        ObjectNode columns = table.putObject("columns");
        table.put("write_disposition", "skip");
        table.put("resource", name);
        table.put("description", description);
        return columns;
    }

    private static ObjectNode column(ObjectNode columns, String name, String type, boolean nullable) {
        ObjectNode column = columns.putObject(name);
        column.put("name", name);
        column.put("data_type", type);
        column.put("nullable", nullable);
        return column;
    }

    static ObjectNode settings() {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putArray("detections").add("iso_timestamp");
        ObjectNode hints = settings.putObject("default_hints");
        DEFAULT_HINTS.forEach((hint, columns) -> columns.forEach(hints.withArray(hint)::add));
        return settings;
    }

    static ObjectNode normalizers() {
        ObjectNode normalizers = JsonNodeFactory.instance.objectNode();
        normalizers.put("names", "snake_case");
        normalizers.putObject("json").put("module", "dlt.common.normalizers.json.relational");
        return normalizers;
    }
}
