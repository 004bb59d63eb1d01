package dev.tributary.athena.system;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.hive.HiveAppends;
import dev.tributary.athena.hive.HiveFiles;
import dev.tributary.athena.iceberg.LocalFile;
import dev.tributary.athena.intent.Intent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * System tables that are Hive tables, as dlt makes them where it writes no Iceberg. A row that a load adds is a file with a
 * name that follows from the load; what the load remembers is in the table's parameters.
 */
public final class HiveSystemTables {
    private final GlueDatabase database;
    private final Bucket bucket;
    private final HiveFiles files;
    private final HiveAppends appends;
    private final Runnable guard;

    /** The guard is asked before each deletion. */
    public HiveSystemTables(GlueDatabase database, Bucket bucket, HiveAppends appends, Runnable guard) {
        this.database = database;
        this.bucket = bucket;
        this.files = new HiveFiles(bucket);
        this.appends = appends;
        this.guard = guard;
    }

    List<Record> rows(SystemTable table) {
        List<Record> found = new ArrayList<>();
        for (ListedObject file : files(table)) {
            try (CloseableIterable<Record> rows = files.rows(file.key())) {
                rows.forEach(row -> found.add(row.copy()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private List<ListedObject> files(SystemTable table) {
        return database.find(table.tableName())
                .map(t -> files.of(t.storageDescriptor().location()))
                .orElse(List.of());
    }

    Map<String, String> parameters(SystemTable table) {
        return database.find(table.tableName()).map(t -> t.parameters()).orElse(Map.of());
    }

    /** Adds a file of one row, and takes what is too old out of the table of states. May be done again. */
    void add(Intent intent, SystemTable table, LocalFile file, Map<String, String> parameters, OldStates oldStates) {
        appends.add(intent, table.hive(), file.name(), file.path(), parameters);
        if (table == SystemTable.STATE) {
            List<String> old = oldStates.old(files, files(table), intent);
            guard.run();
            bucket.delete(old);
        }
    }
}
