package dev.tributary.athena.system;

import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.iceberg.IcebergTables;
import dev.tributary.athena.iceberg.LocalFile;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.PlannedTable;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.stored.SchemaHash;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;

/**
 * The rows that a load adds to the system tables, each once. State and schema get a row when they differ from those of the
 * newest load; {@code _dlt_loads} remembers both in its properties, so that most loads touch no other table. New tables are
 * Iceberg tables; those that are there as Hive tables are added to as such.
 */
public final class SystemTables {
    /** dlt stores a longer schema zipped, for Athena takes no longer statement. */
    private static final int MAX_PLAIN_SCHEMA = 262_144;

    private final IcebergCatalog catalog;
    private final IcebergTables tables;
    private final Uploader uploader;
    private final Runnable guard;
    private final OldStates oldStates;
    private final HiveSystemTables hive;

    /** Of each pipeline, so many of the newest states are kept. */
    public SystemTables(
            IcebergCatalog catalog,
            IcebergTables tables,
            HiveSystemTables hive,
            Uploader uploader,
            Runnable guard,
            int keptStates) {
        this.hive = hive;
        this.oldStates = new OldStates(keptStates);
        this.catalog = catalog;
        this.tables = tables;
        this.uploader = uploader;
        this.guard = guard;
    }

    /** The newest load of a pipeline, by the marker in {@code _dlt_loads}. */
    public Optional<LoadId> newestLoad(String pipeline) {
        return Optional.ofNullable(loadsProperties().get(Intent.marker(pipeline)))
                .map(LoadId::new);
    }

    private Map<String, String> loadsProperties() {
        try {
            return catalog.find(SystemTable.LOADS.tableName())
                    .map(t -> t.properties())
                    .orElse(Map.of());
        } catch (NoSuchIcebergTableException e) {
            return hive.parameters(SystemTable.LOADS);
        }
    }

    /** Adds the state's row, when the state has changed. */
    public void addState(Intent intent) {
        String hash = intent.state().versionHash();
        if (hash.equals(loadsProperties().get(stateProperty(intent)))) {
            return;
        }
        add(
                intent,
                SystemTable.STATE,
                List.of(
                        intent.state().version(),
                        (long) PipelineState.ENGINE_VERSION,
                        intent.pipeline(),
                        StateCodec.encode(intent.state()),
                        intent.createdAt(),
                        hash,
                        intent.loadId().value(),
                        rowId(intent)),
                Map.of(),
                (before, commit) -> oldStates.remove(before, commit, intent));
    }

    /** Fourteen characters that follow from the load, as long as dlt's. */
    private static String rowId(Intent intent) {
        String digits = "0".repeat(13) + intent.loadId().value().replace(".", "");
        return "s" + digits.substring(digits.length() - 13);
    }

    /** Adds the schema's row, when the schema has changed. */
    public void addVersion(Intent intent) {
        String hash = SchemaHash.of(intent.schema());
        if (hash.equals(loadsProperties().get(schemaProperty(intent)))) {
            return;
        }
        add(
                intent,
                SystemTable.VERSION,
                List.of(
                        intent.schema().version(),
                        (long) SchemaJson.ENGINE_VERSION,
                        intent.createdAt(),
                        intent.schema().name(),
                        hash,
                        Packed.plainUpTo(MAX_PLAIN_SCHEMA, SchemaJson.write(intent.schema()))),
                Map.of(),
                (before, commit) -> {});
    }

    /** Adds the row that makes the load count. */
    public void addLoad(Intent intent) {
        String schemaHash = SchemaHash.of(intent.schema());
        add(
                intent,
                SystemTable.LOADS,
                List.of(intent.loadId().value(), intent.schema().name(), 0L, intent.createdAt(), schemaHash),
                Map.of(
                        schemaProperty(intent),
                        schemaHash,
                        stateProperty(intent),
                        intent.state().versionHash()),
                (before, commit) -> {});
    }

    private static String schemaProperty(Intent intent) {
        return "tributary.schema." + intent.schema().name();
    }

    private static String stateProperty(Intent intent) {
        return "tributary.state." + intent.pipeline();
    }

    private void add(
            Intent intent,
            SystemTable table,
            List<Object> values,
            Map<String, String> properties,
            BiConsumer<BaseTable, Transaction> also) {
        if (isHive(table)) {
            write(intent, table.hive(), values, file -> hive.add(intent, table, file, properties, oldStates));
            return;
        }
        write(intent, table.table(), values, file -> {
            PlannedTable planned = tables.plan(table.table(), WriteDisposition.APPEND, List.of(file));
            uploader.upload(planned.uploads(), guard);
            tables.prepare(intent, planned.table());
            tables.commit(intent, table.table(), planned.table(), properties, also);
        });
    }

    private boolean isHive(SystemTable table) {
        try {
            catalog.find(table.tableName());
            return false;
        } catch (NoSuchIcebergTableException e) {
            return true;
        }
    }

    private static void write(Intent intent, Table table, List<Object> values, Consumer<LocalFile> add) {
        try {
            Path file = Files.createTempFile("tributary-", ".parquet");
            try {
                new SystemRow(table, values).write(file);
                add.accept(new LocalFile(LocalFile.name(intent.pipeline(), intent.loadId()), file, 1, List.of()));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
