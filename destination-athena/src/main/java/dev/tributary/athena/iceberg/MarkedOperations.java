package dev.tributary.athena.iceberg;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.GlueException;

/**
 * A table's operations that commit a load once: whatever a commit is based on is looked at for the load's marker, also after
 * a conflict made it start anew. Throttling, which Iceberg does not repeat, is repeated.
 */
final class MarkedOperations implements TableOperations {
    private static final RetryPolicy<Object> THROTTLED = RetryPolicy.builder()
            .handleIf(e -> e instanceof GlueException glue && glue.isThrottlingException())
            .withBackoff(Duration.ofMillis(200), Duration.ofSeconds(20))
            .withJitter(0.5)
            .withMaxRetries(8)
            .build();

    private final TableOperations table;
    private final Predicate<TableMetadata> loaded;
    private final Runnable guard;

    MarkedOperations(TableOperations table, Predicate<TableMetadata> loaded, Runnable guard) {
        this.table = table;
        this.loaded = loaded;
        this.guard = guard;
    }

    /** Tells that the load is in the table already. */
    static final class AlreadyLoaded extends RuntimeException implements CleanableFailure {
        AlreadyLoaded() {
            super("the table has this load already", null, false, false);
        }
    }

    @Override
    public TableMetadata current() {
        return table.current();
    }

    @Override
    public TableMetadata refresh() {
        return Failsafe.with(THROTTLED).get(table::refresh);
    }

    @Override
    public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
        if (base != null && loaded.test(base)) {
            throw new AlreadyLoaded();
        }
        guard.run();
        Failsafe.with(THROTTLED).run(() -> table.commit(base, metadata));
    }

    @Override
    public FileIO io() {
        return table.io();
    }

    @Override
    public EncryptionManager encryption() {
        return table.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return table.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
        return table.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
        return table.newSnapshotId();
    }

    @Override
    public boolean requireStrictCleanup() {
        return table.requireStrictCleanup();
    }
}
