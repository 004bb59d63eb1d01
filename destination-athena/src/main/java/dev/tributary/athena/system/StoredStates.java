package dev.tributary.athena.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.destination.StoredState;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads back what the system tables know, by Iceberg's reader; of tables that dlt made as Hive tables too. */
public final class StoredStates {
    private final IcebergCatalog catalog;
    private final HiveSystemTables hive;
    private final GlueDatabase database;

    public StoredStates(IcebergCatalog catalog, HiveSystemTables hive, GlueDatabase database) {
        this.catalog = catalog;
        this.hive = hive;
        this.database = database;
    }

    /** The newest state of a pipeline whose load counts, with the schema of that name. */
    public Optional<StoredState> newest(String pipeline, String schemaName) {
        Map<LoadId, Record> loads = loads();
        return read(SystemTable.STATE, "pipeline_name", pipeline).stream()
                .filter(row -> loads.containsKey(loadId(row, "_dlt_load_id")))
                .max(Comparator.comparing(row -> loadId(row, "_dlt_load_id")))
                .map(row -> new StoredState(
                        StateCodec.decode((String) row.getField("state")),
                        loadId(row, "_dlt_load_id"),
                        schema(schemaName, loads)));
    }

    /** Whether {@code _dlt_loads} has a row for the load. */
    public boolean isLoaded(LoadId loadId) {
        return loads().containsKey(loadId);
    }

    private Map<LoadId, Record> loads() {
        Map<LoadId, Record> loads = new HashMap<>();
        read(SystemTable.LOADS, "status", 0L).forEach(row -> loads.put(loadId(row, "load_id"), row));
        return loads;
    }

    private Optional<Schema> schema(String name, Map<LoadId, Record> loads) {
        Object hash = loads.values().stream()
                .filter(row -> name.equals(row.getField("schema_name")))
                .max(Comparator.comparing(row -> loadId(row, "load_id")))
                .map(row -> row.getField("schema_version_hash"))
                .orElse("");
        List<Record> versions = read(SystemTable.VERSION, "schema_name", name);
        return versions.stream()
                .filter(row -> hash.equals(row.getField("version_hash")))
                .findFirst()
                .or(() -> versions.stream().max(Comparator.comparing(row -> time(row.getField("inserted_at")))))
                .map(row -> SchemaJson.read(withFormats(Packed.read((String) row.getField("schema")))));
    }

    /** Of tables that have the destination's default format dlt stores none, whatever it was: Glue has it. */
    private ObjectNode withFormats(ObjectNode schema) {
        List<Map.Entry<String, JsonNode>> untold = schema.path("tables").properties().stream()
                .filter(t -> !t.getKey().startsWith("_dlt_"))
                .filter(t -> !t.getValue().has("parent") && !t.getValue().has("table_format"))
                .toList();
        if (!untold.isEmpty()) {
            Set<String> iceberg = database.tables().stream()
                    .filter(GlueDatabase::isIceberg)
                    .map(t -> t.name())
                    .collect(Collectors.toSet());
            untold.stream()
                    .filter(t -> iceberg.contains(t.getKey()))
                    .forEach(t -> ((ObjectNode) t.getValue()).put("table_format", TableFormat.ICEBERG.id()));
        }
        return schema;
    }

    private static LoadId loadId(Record row, String column) {
        return new LoadId((String) row.getField(column));
    }

    /** Iceberg tables have times without a zone, dlt's Hive files have them in UTC. */
    private static LocalDateTime time(Object value) {
        return value instanceof OffsetDateTime at
                ? at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) value;
    }

    private List<Record> read(SystemTable systemTable, String column, Object value) {
        try {
            return catalog.find(systemTable.tableName())
                    .map(t -> read(t, column, value))
                    .orElse(List.of());
        } catch (NoSuchIcebergTableException e) {
            return hive.rows(systemTable).stream()
                    .filter(row -> value.equals(row.getField(column)))
                    .toList();
        }
    }

    private static List<Record> read(Table table, String column, Object value) {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .where(Expressions.equal(column, value))
                .build()) {
            List<Record> found = new ArrayList<>();
            rows.forEach(row -> found.add(row.copy()));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
