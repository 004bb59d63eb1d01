package dev.tributary.athena.system;

import static dev.tributary.schema.DataType.BIGINT;
import static dev.tributary.schema.DataType.TEXT;
import static dev.tributary.schema.DataType.TIMESTAMP;

import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;

/** dlt's tables about loads, with its columns in its order. */
enum SystemTable {
    STATE(
            "_dlt_pipeline_state",
            Column.required("version", BIGINT),
            Column.required("engine_version", BIGINT),
            Column.required("pipeline_name", TEXT),
            Column.required("state", TEXT),
            Column.required("created_at", TIMESTAMP),
            Column.of("version_hash", TEXT),
            Column.required("_dlt_load_id", TEXT),
            Column.required("_dlt_id", TEXT)),
    VERSION(
            "_dlt_version",
            Column.required("version", BIGINT),
            Column.required("engine_version", BIGINT),
            Column.required("inserted_at", TIMESTAMP),
            Column.required("schema_name", TEXT),
            Column.required("version_hash", TEXT),
            Column.required("schema", TEXT)),
    LOADS(
            "_dlt_loads",
            Column.required("load_id", TEXT),
            Column.of("schema_name", TEXT),
            Column.required("status", BIGINT),
            Column.required("inserted_at", TIMESTAMP),
            Column.of("schema_version_hash", TEXT));

    private final Table table;

    SystemTable(String name, Column... columns) {
        this.table = new Table(
                name, null, null, List.of(columns), WriteDisposition.APPEND, TableFormat.ICEBERG, List.of(), null);
    }

    Table table() {
        return table;
    }

    /** The same as a Hive table. */
    Table hive() {
        return new Table(
                table.name(), null, null, table.columns(), WriteDisposition.APPEND, TableFormat.HIVE, List.of(), null);
    }

    String tableName() {
        return table.name();
    }
}
