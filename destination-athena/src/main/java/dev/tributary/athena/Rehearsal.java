package dev.tributary.athena;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.hive.HiveAppends;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.iceberg.IcebergTables;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.system.HiveSystemTables;
import dev.tributary.athena.system.SystemTables;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/**
 * What every load does at its end, done once beforehand to no effect: nothing is sent, and rows go into tables in memory. A
 * process spends most of a short run on what code needs when it first runs, and has that behind it then.
 */
public final class Rehearsal implements AutoCloseable {
    private static final String NAME = "rehearsal";

    private final Thread thread = new Thread(Rehearsal::quietly, NAME);

    private Rehearsal() {
        thread.setDaemon(true);
    }

    /**
     * Goes on beside whatever the process does meanwhile. One that fails costs time later, and nothing else. With one
     * processor there is nothing to gain, and nothing is done.
     */
    public static Rehearsal start() {
        Rehearsal rehearsal = new Rehearsal();
        if (Runtime.getRuntime().availableProcessors() > 1) {
            rehearsal.thread.start();
        }
        return rehearsal;
    }

    /** Breaks it off, so that no temporary file is left. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietly() {
        try {
            run();
        } catch (RuntimeException | LinkageError e) {
            return;
        }
    }

    static void run() {
        AwsClients clients = AwsClients.idle();
        Bucket bucket = new Bucket(clients.s3(), NAME);
        bucket.check();
        GlueDatabase database = new GlueDatabase(clients.glue(), null, NAME);
        database.find(NAME).ifPresent(table -> database.update(table, input -> input));
        InMemoryCatalog memory = new InMemoryCatalog();
        memory.initialize(NAME, Map.of("warehouse", bucket.uri(NAME)));
        memory.createNamespace(Namespace.of(NAME));
        Uploader uploader = new Uploader(clients.s3(), clients::s3, NAME, 1);
        try (clients;
                uploader;
                IcebergCatalog glue = new IcebergCatalog(clients, null, bucket.uri(NAME), NAME);
                IcebergCatalog catalog = new IcebergCatalog(clients, memory, NAME)) {
            look(glue);
            load(catalog, database, bucket, uploader);
        }
    }

    /** Finds a table, which is none of Iceberg's. */
    private static void look(IcebergCatalog glue) {
        try {
            glue.find(NAME);
        } catch (NoSuchIcebergTableException e) {
            return;
        }
    }

    /** Two loads, of which the first makes the table. */
    private static void load(IcebergCatalog catalog, GlueDatabase database, Bucket bucket, Uploader uploader) {
        Runnable guard = () -> {};
        IcebergTables tables = new IcebergTables(
                catalog, database, bucket, uploader, guard, table -> bucket.uri(table + "/"), Map.of());
        SystemTables system = new SystemTables(
                catalog,
                tables,
                new HiveSystemTables(database, bucket, new HiveAppends(database, bucket, uploader, guard), guard),
                uploader,
                guard,
                1);
        for (String loadId : List.of("1.0", "2.0")) {
            system.addLoad(new Intent(
                    Intent.Status.PREPARED,
                    NAME,
                    new LoadId(loadId),
                    NAME,
                    NAME,
                    Instant.EPOCH,
                    List.of(),
                    Schema.empty(NAME),
                    PipelineState.initial(NAME, NAME, NAME),
                    List.of()));
        }
    }
}
