package dev.tributary.normalize;

import dev.tributary.destination.FileStreams;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.file.TableFiles;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.parquet.Work;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a load, table by table. Rows are appended column by column, with the help of the workers, and what is open
 * keeps within the memory budget.
 */
final class LoadFiles implements AutoCloseable {
    private final String pipeline;
    private final LoadId loadId;
    private final Path folder;
    private final @Nullable FileStreams streams;
    private final NormalizeSettings settings;
    private final ArrayPool pool;
    private final SchemaRegistry registry;
    private final Workers workers;
    private final Progress progress;
    private final Map<String, TableFiles> files = new LinkedHashMap<>();
    private final FileMemory memory;
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
        this.pool = pool;
        this.registry = registry;
        this.workers = workers;
        this.progress = progress;
        this.memory = new FileMemory(files, memoryBytes, pool, workers);
    }

    /** Appends rows, whose memory may be used again then. */
    void write(BatchRows rows) {
        memory.foresee(rows);
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
        memory.keepWithinBudget();
    }

    /** Leaves the memory to what comes next: rows are written, and no arrays wait. */
    void makeRoom() {
        memory.makeRoom();
    }

    /** Finishes the files of a table; nothing where it has none. */
    Optional<PackagedTable> finish(String table) {
        return Optional.ofNullable(files.get(table))
                .map(written -> written.finish(registry.table(table), workers, memory::keepWithinBudget));
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
}
