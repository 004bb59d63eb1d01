package dev.tributary.normalize;

import dev.tributary.destination.FileStreams;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.file.TableFiles;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.Work;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a load, table by table. Rows are appended column by column, with the help of the workers, and what is open
 * keeps within the memory budget.
 */
final class LoadFiles implements AutoCloseable {
    /** The share of the memory budget that open files leave to arrays that wait for the next batches. */
    private static final int SPARE_SHARE = 4;

    /** The share that open files may take while there is a large record. */
    private static final int ROOM_SHARE = 8;

    private final String pipeline;
    private final LoadId loadId;
    private final Path folder;
    private final @Nullable FileStreams streams;
    private final NormalizeSettings settings;
    private final long memoryBytes;
    private final ArrayPool pool;
    private final SchemaRegistry registry;
    private final Workers workers;
    private final Progress progress;
    private final Map<String, TableFiles> files = new LinkedHashMap<>();
    private boolean kept;

    LoadFiles(
            String pipeline,
            LoadId loadId,
            Path folder,
            @Nullable FileStreams streams,
            NormalizeSettings settings,
            long memoryBytes,
            ArrayPool pool,
            SchemaRegistry registry,
            Workers workers,
            Progress progress) {
        this.pipeline = pipeline;
        this.loadId = loadId;
        this.folder = folder;
        this.streams = streams;
        this.settings = settings;
        this.memoryBytes = memoryBytes;
        this.pool = pool;
        this.registry = registry;
        this.workers = workers;
        this.progress = progress;
    }

    /** Appends rows, whose memory may be used again then. */
    void write(BatchRows rows) {
        List<Work> work = new ArrayList<>();
        for (BatchTable table : rows.tables()) {
            BatchTable parent = table.parent();
            Table known = registry.table(table.name());
            work.addAll(files(table.name()).begin(table, known, parent == null ? null : above(parent), workers));
        }
        workers.run(work);
        for (BatchTable table : rows.tables()) {
            TableFiles written = files(table.name());
            written.end(table, workers);
            progress.on(new Progress.Event.Written(table.name(), written.rows(), written.bytes()));
        }
        rows.release();
        keepWithinBudget();
    }

    /** Leaves the memory to what comes next: rows are written, and no arrays wait. */
    void makeRoom() {
        List<ParquetFile> open = open();
        if (bufferedBytes(open) > memoryBytes / ROOM_SHARE) {
            open.forEach(file -> file.flushRowGroup(workers));
        }
        pool.shrink(0);
        // what the large record before left would stay, and the heap become as large as it may
        System.gc();
    }

    /** Finishes the files of a table; nothing where it has none. */
    Optional<PackagedTable> finish(String table) {
        return Optional.ofNullable(files.get(table)).map(written -> written.finish(workers));
    }

    /** Says that the files of all tables are finished: they stay. */
    void keep() {
        kept = true;
    }

    /** Drops unfinished files; unless all are to be kept, nothing of them is left in the streams. */
    @Override
    public void close() {
        files.values().forEach(TableFiles::close);
        if (streams != null && !kept) {
            streams.abandon();
        }
    }

    private TableFiles.Above above(BatchTable parent) {
        return new TableFiles.Above(files(parent.name()), files(parent.root().name()));
    }

    private TableFiles files(String table) {
        return files.computeIfAbsent(
                table,
                t -> new TableFiles(
                        pipeline, loadId, t, folder, settings.fileBytes(), settings.parquet(), pool, streaming()));
    }

    private TableFiles.@Nullable Streaming streaming() {
        return streams == null
                ? null
                : new TableFiles.Streaming(
                        streams.partBytes(), streams.leastBytes(), file -> streams.begin(registry.schema(), file));
    }

    private void keepWithinBudget() {
        List<ParquetFile> open = open();
        long held = bufferedBytes(open);
        if (held > memoryBytes - memoryBytes / SPARE_SHARE) {
            open.sort(Comparator.comparingLong(ParquetFile::bufferedBytes).reversed());
            long rest = held;
            for (ParquetFile file : open) {
                if (rest > memoryBytes / 2) {
                    rest -= file.bufferedBytes();
                    file.flushRowGroup(workers);
                }
            }
            held = bufferedBytes(open);
        }
        pool.shrink(memoryBytes - held);
    }

    private List<ParquetFile> open() {
        return files.values().stream().flatMap(TableFiles::openFiles).collect(Collectors.toList());
    }

    private static long bufferedBytes(List<ParquetFile> open) {
        return open.stream().mapToLong(ParquetFile::bufferedBytes).sum();
    }
}
