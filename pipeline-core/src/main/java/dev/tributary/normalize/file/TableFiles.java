package dev.tributary.normalize.file;

import dev.tributary.destination.FileStream;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.naming.digest.Shake128;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.Crew;
import dev.tributary.parquet.FileEnd;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.parquet.Work;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data files of one table in one load: an open one for each partition, and those that are finished. */
public final class TableFiles implements AutoCloseable {
    private static final int FILE_ID_BYTES = 5;

    /** As many files are open at once as have so many columns together: each takes memory that can't be written. */
    private static final int OPEN_COLUMNS = 4_096;

    /** More of them, so many, where they have more columns together, */
    private static final int FEW_PARTITIONS = 16;

    /** but not more than these. */
    private static final int MOST_OPEN_COLUMNS = 16_000;

    private final String pipeline;
    private final LoadId loadId;
    private final String name;
    private final Path folder;
    private final long fileBytes;
    private final ParquetSettings parquet;
    private final ArrayPool pool;
    private final @Nullable Streaming streaming;
    private final BatchColumns columns;
    private final Map<List<@Nullable String>, OpenFile> open = new LinkedHashMap<>();

    /** Rows of the partitions beyond those that may have open files. */
    private @Nullable WaitingRows waiting;

    private final List<FinishedFile> finished = new ArrayList<>();

    /** The files that take rows of the batch at hand. */
    private final List<ParquetFile> begun = new ArrayList<>();

    private long finishedBytes;
    private int sequence;

    /** A file that rows are still added to. */
    private record OpenFile(
            String fileId, ParquetFile file, @Nullable Spool spool) {}

    /** A file that is complete; what was sent of it may be on its way yet. */
    private record FinishedFile(PackagedFile file, Optional<FileStream> stream) {
        PackagedFile packaged() {
            return stream.map(s -> file.without(s.head())).orElse(file);
        }
    }

    /**
     * Files that are sent while they are written.
     *
     * @param partBytes the size at which a part is sent
     * @param leastBytes the size below which none is
     * @param begin begins a file
     */
    public record Streaming(long partBytes, long leastBytes, Function<PackagedFile, Optional<FileStream>> begin) {}

    /**
     * Files in a folder.
     *
     * @param fileBytes the size at which a file is finished and the next one begun
     * @param pool memory that the files of a load share
     * @param streaming where files go while they are written; absent to keep them all in the folder
     */
    public TableFiles(
            String pipeline,
            LoadId loadId,
            String name,
            Path folder,
            long fileBytes,
            ParquetSettings parquet,
            ArrayPool pool,
            @Nullable Streaming streaming) {
        this.pipeline = pipeline;
        this.loadId = loadId;
        this.name = name;
        this.folder = folder;
        this.fileBytes = fileBytes;
        this.parquet = parquet;
        this.pool = pool;
        this.streaming = streaming;
        this.columns = new BatchColumns(pipeline, loadId, name, pool);
    }

    public long rows() {
        return columns.rows();
    }

    public long bytes() {
        return finishedBytes
                + open.values().stream().mapToLong(f -> f.file().writtenBytes()).sum();
    }

    public Stream<ParquetFile> openFiles() {
        return open.values().stream().map(OpenFile::file);
    }

    /** The files of the tables above a nested one, which tell the ids of their rows. */
    public record Above(TableFiles parent, TableFiles root) {}

    /**
     * The work of adding the rows of a batch. The files above must not have been ended for the same batch yet; when all work
     * for it is done, these are by {@link #end}.
     */
    public List<Work> begin(BatchTable batch, Table table, @Nullable Above above, Crew crew) {
        List<ColumnData> data = columns.of(
                batch,
                table,
                above == null ? null : new BatchColumns.Above(above.parent().columns, above.root().columns));
        if (table.partition().isEmpty()) {
            ParquetFile file = open(List.of(), table, data, crew);
            return batch.isLarge()
                    ? releasing(file.beginLast(batch.rows(), data), data, batch)
                    : file.begin(batch.rows(), data);
        }
        data.replaceAll(column -> new ColumnData(column.column(), column.values()));
        List<Work> work = new ArrayList<>();
        Map<List<@Nullable String>, int[]> late = new LinkedHashMap<>();
        new Partitioner(table.partition()).split(batch.rows(), data).forEach((partition, selection) -> {
            if (open.containsKey(partition) || waiting == null && open.size() < mostOpen(table)) {
                ParquetFile file = open(partition, table, data, crew);
                work.addAll(file.begin(selection, selection.length, data));
            } else {
                late.put(partition, selection);
            }
        });
        if (!late.isEmpty()) {
            if (waiting == null) {
                waiting = new WaitingRows(name, folder);
            }
            work.addAll(waiting.add(late, data));
        }
        return work;
    }

    /** How many files may be open. */
    private static int mostOpen(Table table) {
        int width = table.columns().size();
        int few = Math.max(1, Math.min(FEW_PARTITIONS, MOST_OPEN_COLUMNS / width));
        return Math.max(few, OPEN_COLUMNS / width);
    }

    /** The same work, each of which gives up the values of its column. */
    private static List<Work> releasing(List<Work> work, List<ColumnData> columns, BatchTable batch) {
        List<Work> releasing = new ArrayList<>(work);
        for (int i = 0; i < columns.size(); i++) {
            Work append = work.get(i);
            Optional<Slot> slot = batch.findSlot(columns.get(i).column().name());
            releasing.set(i, workspace -> {
                append.run(workspace);
                slot.ifPresent(Slot::release);
            });
        }
        return releasing;
    }

    /** Ends a batch all of whose tables have been added. */
    public void end(BatchTable batch, Crew crew) {
        endBegun(crew);
        columns.end(batch);
    }

    /** The memory that the open files will hold in addition once they have the rows of a batch, about; a share of it each. */
    public long growth(BatchTable batch) {
        long growth = 0;
        for (OpenFile file : open.values()) {
            for (Slot slot : batch.slots()) {
                if (slot.isTyped()) {
                    growth += file.file().growth(slot.name(), slot.buffer().count() / open.size() + 1);
                }
            }
        }
        return growth;
    }

    /** The memory, in bytes, about, of rows that can go to the disk. */
    public long waitingMemory() {
        return waiting == null ? 0 : waiting.memory();
    }

    /** Moves rows that wait to the disk. */
    public void storeWaiting() {
        if (waiting != null) {
            waiting.store();
        }
    }

    /**
     * Finishes all files of the table as it is now.
     *
     * @param afterEach what is done whenever rows that waited have been added
     */
    public PackagedTable finish(Table table, Crew crew, Runnable afterEach) {
        finishOpen(crew);
        if (waiting != null) {
            finish(waiting, table, crew, afterEach);
        }
        return new PackagedTable(
                name, finished.stream().map(FinishedFile::packaged).toList());
    }

    /** Finishes an open file; the next rows begin another one. */
    public void finish(ParquetFile file, Crew crew) {
        open.entrySet().stream()
                .filter(e -> e.getValue().file() == file)
                .map(Map.Entry::getKey)
                .findFirst()
                .ifPresent(partition -> finish(partition, crew));
    }

    /** As many partitions at a time as may have open files. */
    private void finish(WaitingRows rest, Table table, Crew crew, Runnable afterEach) {
        int most = mostOpen(table);
        for (WaitingRows.Group group : rest.groups()) {
            List<List<@Nullable String>> partitions = group.partitions();
            for (int from = 0; from < partitions.size(); from += most) {
                Set<List<@Nullable String>> some =
                        new HashSet<>(partitions.subList(from, Math.min(partitions.size(), from + most)));
                rest.read(group, rows -> {
                    add(rows, some, table, crew);
                    afterEach.run();
                });
                finishOpen(crew);
            }
            rest.forget(group);
        }
    }

    /** Adds the rows that are in some partitions. */
    private void add(WaitingRows.Rows rows, Set<List<@Nullable String>> partitions, Table table, Crew crew) {
        List<Work> work = new ArrayList<>();
        new Partitioner(table.partition()).split(rows.count(), rows.columns()).forEach((partition, selection) -> {
            if (partitions.contains(partition)) {
                ParquetFile file = open(partition, table, rows.columns(), crew);
                work.addAll(file.begin(selection, selection.length, rows.columns()));
            }
        });
        crew.run(work);
        endBegun(crew);
    }

    private void endBegun(Crew crew) {
        begun.forEach(file -> file.end(crew));
        begun.clear();
    }

    private void finishOpen(Crew crew) {
        List.copyOf(open.keySet()).forEach(partition -> finish(partition, crew));
    }

    /** Drops the files that are not finished. */
    @Override
    public void close() {
        if (waiting != null) {
            waiting.close();
        }
        open.values().forEach(f -> f.file().close());
        open.clear();
    }

    /** The open file of a partition; a new one where that is full, or can't take the columns. */
    private ParquetFile open(List<@Nullable String> partition, Table table, List<ColumnData> columns, Crew crew) {
        OpenFile target = open.get(partition);
        if (target != null
                && (target.file().writtenBytes() >= fileBytes || !target.file().accepts(columns))) {
            finish(partition, crew);
            target = null;
        }
        if (target == null) {
            target = create(new PackagedFile(name, fileId(), 0, 0, partition), table);
            open.put(partition, target);
        }
        begun.add(target.file());
        return target.file();
    }

    private OpenFile create(PackagedFile file, Table table) {
        Path path = folder.resolve(file.name());
        if (streaming == null) {
            return new OpenFile(file.fileId(), ParquetFile.create(path, parquet, table.format(), pool), null);
        }
        Spool spool = new Spool(path, streaming, file);
        return new OpenFile(file.fileId(), ParquetFile.create(path, p -> spool, parquet, table.format(), pool), spool);
    }

    private void finish(List<@Nullable String> partition, Crew crew) {
        OpenFile file = Objects.requireNonNull(open.get(partition));
        FileEnd end = file.file().finish(crew);
        open.remove(partition);
        finishedBytes += end.bytes();
        finished.add(new FinishedFile(
                new PackagedFile(name, file.fileId(), end.rows(), end.bytes(), partition),
                Optional.ofNullable(file.spool()).flatMap(Spool::end)));
    }

    private String fileId() {
        String content = pipeline + "\n" + loadId.value() + "\n" + name + "\n" + sequence++;
        return HexFormat.of().formatHex(Shake128.digest(content.getBytes(StandardCharsets.UTF_8), FILE_ID_BYTES));
    }
}
