package dev.tributary.athena.hive;

import dev.failsafe.Failsafe;
import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.intent.Intent;
import dev.tributary.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds single files to Hive tables that are there. The file's name follows from the load, so that it may be done again. */
public final class HiveAppends {
    private final GlueDatabase database;
    private final Bucket bucket;
    private final Uploader uploader;
    private final Runnable guard;

    /** The guard is asked before each write. */
    public HiveAppends(GlueDatabase database, Bucket bucket, Uploader uploader, Runnable guard) {
        this.database = database;
        this.bucket = bucket;
        this.uploader = uploader;
        this.guard = guard;
    }

    /**
     * Uploads the file by its name without ending, then gives the table the columns that it lacks and the parameters; those of a later load of the
     * pipeline stay.
     */
    public void add(Intent intent, Table table, String name, Path file, Map<String, String> parameters) {
        String location = existing(table).storageDescriptor().location();
        String folder = bucket.key(Bucket.folder(location));
        String key = folder + name + ".parquet";
        try {
            uploader.upload(List.of(Upload.whole(key, file, Files.size(file))), guard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Failsafe.with(HiveTables.UNTIL_UNDISTURBED).get(() -> follow(intent, table, parameters));
    }

    private software.amazon.awssdk.services.glue.model.Table existing(Table table) {
        return database.find(table.name()).orElseThrow();
    }

    private boolean follow(Intent intent, Table table, Map<String, String> added) {
        var existing = existing(table);
        var columns = HiveTableInput.merged(existing, table);
        Map<String, String> parameters = new LinkedHashMap<>(existing.parameters());
        if (!added.isEmpty() && !intent.isIn(parameters)) {
            parameters.putAll(added);
            parameters.put(intent.marker(), intent.loadId().value());
        }
        if (parameters.equals(existing.parameters())
                && columns.size() == existing.storageDescriptor().columns().size()) {
            return true;
        }
        guard.run();
        return database.update(
                existing,
                input -> input.parameters(parameters)
                        .storageDescriptor(existing.storageDescriptor().toBuilder()
                                .columns(columns)
                                .build()));
    }
}
