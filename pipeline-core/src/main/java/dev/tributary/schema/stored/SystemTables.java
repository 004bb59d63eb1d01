package dev.tributary.schema.stored;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The tables that belong to dlt itself, as dlt 1.26 describes them in every new schema; without them it does not read one. */
final class SystemTables {
    /** Those of which only dlt needs a description. */
    static final List<String> NAMES = List.of("_dlt_version", "_dlt_loads", "_dlt_pipeline_state");

    private SystemTables() {}

    static ObjectNode descriptions() {
        ObjectNode tables = JsonNodeFactory.instance.objectNode();
        ObjectNode version = table(tables, "_dlt_version", "Created by DLT. Tracks schema updates");
        column(version, "version", "bigint", false);
        column(version, "engine_version", "bigint", false);
        column(version, "inserted_at", "timestamp", false);
        column(version, "schema_name", "text", false);
        column(version, "version_hash", "text", false);
        column(version, "schema", "text", false);
        ObjectNode loads = table(tables, "_dlt_loads", "Created by DLT. Tracks completed loads");
        column(loads, "load_id", "text", false).put("precision", 64);
        column(loads, "schema_name", "text", true);
        column(loads, "status", "bigint", false);
        column(loads, "inserted_at", "timestamp", false);
        column(loads, "schema_version_hash", "text", true);
        return tables;
    }

    private static ObjectNode table(ObjectNode tables, String name, String description) {
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
}
