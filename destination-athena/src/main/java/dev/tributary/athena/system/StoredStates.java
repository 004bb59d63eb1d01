package dev.tributary.athena.system;

import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.destination.StoredState;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaJson;
import dev.tributary.state.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads back what the system tables know, by Iceberg's reader. */
public final class StoredStates {
    private final IcebergCatalog catalog;

    public StoredStates(IcebergCatalog catalog) {
        this.catalog = catalog;
    }

    /** The newest state of a pipeline whose load counts, with the schema of that name. */
    public Optional<StoredState> newest(String pipeline, String schemaName) {
        Map<LoadId, Record> loads = loads();
        return read(SystemTable.STATE, Expressions.equal("pipeline_name", pipeline)).stream()
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
        read(SystemTable.LOADS, Expressions.equal("status", 0L)).forEach(row -> loads.put(loadId(row, "load_id"), row));
        return loads;
    }

    private Optional<Schema> schema(String name, Map<LoadId, Record> loads) {
        Object hash = loads.values().stream()
                .filter(row -> name.equals(row.getField("schema_name")))
                .max(Comparator.comparing(row -> loadId(row, "load_id")))
                .map(row -> row.getField("schema_version_hash"))
                .orElse("");
        List<Record> versions = read(SystemTable.VERSION, Expressions.equal("schema_name", name));
        return versions.stream()
                .filter(row -> hash.equals(row.getField("version_hash")))
                .findFirst()
                .or(() ->
                        versions.stream().max(Comparator.comparing(row -> (LocalDateTime) row.getField("inserted_at"))))
                .map(row -> SchemaJson.read(Packed.read((String) row.getField("schema"))));
    }

    private static LoadId loadId(Record row, String column) {
        return new LoadId((String) row.getField(column));
    }

    private List<Record> read(SystemTable systemTable, Expression filter) {
        Optional<? extends Table> table = catalog.find(systemTable.tableName());
        if (table.isEmpty()) {
            return List.of();
        }
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table.get()).where(filter).build()) {
            List<Record> found = new ArrayList<>();
            rows.forEach(row -> found.add(row.copy()));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
