package dev.tributary.destination;

import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.schema.TableFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run's connection to a dataset. Calls come from one thread, in this order: {@code acquire}, {@code recover},
 * {@code newestLoad}, {@code restore}, {@code stream} or {@code load} any number of times, {@code close}; the readers at any time.
 */
public interface DestinationSession extends AutoCloseable {
    /**
     * Takes the pipeline's lease and keeps it renewed until the session is closed. While another run holds it, waits up to
     * the given time (zero: not at all), then fails retryably and says who holds it and since when.
     */
    void acquire(Duration wait);

    /** Finishes or takes back what earlier runs left, from the lake alone. Idempotent. */
    List<RecoveredLoad> recover();

    /** The newest committed state and schema of the pipeline in this dataset; empty when it never loaded here. */
    Optional<StoredState> restore(String schemaName);

    /** The format of tables that don't say one. */
    TableFormat defaultFormat();

    /** The formats of the dataset's existing tables and their columns, read from the catalog. */
    List<LakeTable> tables();

    /**
     * The rows of a table as the lake holds it now, file by file, read while they are taken; none where there is no such
     * table. Close it. A Hive table's partition keys, which are in no file, are left out.
     */
    Stream<StoredRow> rows(String table);

    /**
     * Loads a complete package, all or nothing and exactly once: loading what is already loaded changes nothing. A
     * failure whose outcome is unknown is retryable and deletes nothing.
     */
    LoadReport load(LoadPackage loadPackage);

    /**
     * Takes the data files of a new load while they are written; empty where the destination wants them whole. The load has
     * to follow in this session: what was sent for another is taken back when the session is closed.
     *
     * @param begun what is known of the package, which has no tables yet
     */
    default Optional<FileStreams> stream(PackageContents begun) {
        return Optional.empty();
    }

    /** Requests sent since the session was opened. */
    RequestCounts requests();

    /** The newest load of this pipeline that counts in this dataset, whoever ran it; empty when there is none. */
    Optional<LoadId> newestLoad();

    @Override
    void close();
}
