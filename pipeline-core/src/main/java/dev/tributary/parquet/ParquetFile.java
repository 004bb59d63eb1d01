package dev.tributary.parquet;

import dev.tributary.parquet.Footer.WrittenGroup;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.parquet.page.Chunk;
import dev.tributary.parquet.page.PageSettings;
import dev.tributary.parquet.page.Workspace;
import dev.tributary.schema.Column;
import dev.tributary.schema.TableFormat;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file on the local disk, written in batches of columns, which stand in it in the order in which they came. All
 * are optional, and one that comes late is null in the rows before. The same rows in the same batches give the same bytes.
 * Not thread-safe. Closing a file that is not finished deletes it.
 */
public final class ParquetFile implements AutoCloseable {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** A row group of constants would never be large enough; its rows are counted in an int. */
    private static final int MAX_GROUP_ROWS = 50_000_000;

    /** Each is written when the file ends, and described in the footer. */
    private static final int MOST_LATE_CHUNKS = 20_000;

    private static final int LATE_CHUNK_BYTES = 200;

    private final Path path;
    private final Output output;
    private final ParquetSettings settings;
    private final TableFormat format;
    private final Workspace own = new Workspace();
    private final PageSettings pages;
    private final Map<String, Cells<?>> columns = new LinkedHashMap<>();
    private final List<WrittenGroup> groups = new ArrayList<>();
    private @Nullable OutputStream out;
    private long position;
    private long rowsOnDisk;
    private int rowsInGroup;
    private int rowsBegun;

    /** What the columns hold in memory, and what they will add to the file. */
    private long buffered;

    private long unwritten;

    /** The chunks on disk, and the memory that what is known of them takes. */
    private long chunksOnDisk;

    private long described;

    private boolean ended;
    private boolean torn;

    /** Whether the columns of the open row group are ended with the batch at hand. */
    private boolean endsGroup;

    /** Makes what the file's bytes are written to, one after the other; the footer comes last, in one piece. */
    @FunctionalInterface
    public interface Output {
        OutputStream open(Path path) throws IOException;
    }

    private ParquetFile(Path path, Output output, ParquetSettings settings, TableFormat format, ArrayPool pool) {
        this.path = path;
        this.output = output;
        this.settings = settings;
        this.format = format;
        this.pages = new PageSettings(
                settings.compression().codec(), settings.pageBytes(), settings.dictionaryBytes(), pool, false, false);
    }

    /** A new file; an older one at this path is replaced when the first row group is written. */
    public static ParquetFile create(Path path, ParquetSettings settings, TableFormat format) {
        return create(path, settings, format, new ArrayPool());
    }

    /** A new file that shares memory with the other files of a pool. */
    public static ParquetFile create(Path path, ParquetSettings settings, TableFormat format, ArrayPool pool) {
        return create(path, p -> new FileOutputStream(p.toFile()), settings, format, pool);
    }

    /** A new file whose bytes go where the output says; at the path is what of it is on the local disk. */
    public static ParquetFile create(
            Path path, Output output, ParquetSettings settings, TableFormat format, ArrayPool pool) {
        return new ParquetFile(path, output, settings, format, pool);
    }

    /**
     * Whether these columns can be added: a known one with its first type, and new ones unless the row groups on disk would
     * get very many chunks of nulls for them.
     */
    public boolean accepts(List<ColumnData> batch) {
        int width = columns.size();
        for (ColumnData data : batch) {
            Cells<?> known = columns.get(data.column().name());
            if (known == null) {
                width++;
            } else if (!known.sameAs(data.column(), format)) {
                return false;
            }
        }
        return width == columns.size() || lateChunks(width) <= MOST_LATE_CHUNKS;
    }

    /**
     * Appends rows [0, rows) of a batch; columns that are absent here, or were in earlier rows, are null. A value that does
     * not fit its column is refused with a {@link dev.tributary.error.SchemaException}; the file can't be finished then.
     */
    public void append(int rows, List<ColumnData> batch) {
        alone(begin(rows, batch));
        end(this::alone);
    }

    /** Appends rows {@code selection[0..count)} of a batch, which ascend. */
    public void append(int[] selection, int count, List<ColumnData> batch) {
        alone(begin(selection, count, batch));
        end(this::alone);
    }

    /** The work of appending rows [0, rows) of a batch, column by column. When all of it is done, {@link #end} follows. */
    public List<Work> begin(int rows, List<ColumnData> batch) {
        return begin(rows, batch, (cells, data) -> workspace -> cells.append(data.values(), rows, workspace));
    }

    /** The same for a batch that ends the row group, so that each column's values are compressed with it. */
    public List<Work> beginLast(int rows, List<ColumnData> batch) {
        endsGroup = true;
        return begin(rows, batch, (cells, data) -> workspace -> {
            cells.append(data.values(), rows, workspace);
            cells.endForGood(workspace);
        });
    }

    /** The work of appending rows {@code selection[0..count)} of a batch, which ascend. */
    public List<Work> begin(int[] selection, int count, List<ColumnData> batch) {
        return begin(
                count, batch, (cells, data) -> workspace -> cells.append(data.values(), selection, count, workspace));
    }

    /** Ends appending a batch; writes the row group when it is large enough. */
    public void end(Crew crew) {
        torn = false;
        rowsInGroup += rowsBegun;
        rowsBegun = 0;
        measure();
        if (endsGroup || rowsInGroup >= MAX_GROUP_ROWS || unwritten >= settings.rowGroupBytes()) {
            flushRowGroup(crew);
        }
    }

    /** The memory that the open row group holds, in bytes. */
    public long bufferedBytes() {
        return buffered;
    }

    /** The memory that what the footer will say of the row groups on disk takes, in bytes, about. */
    public long footerBytes() {
        return described + lateChunks(columns.size()) * LATE_CHUNK_BYTES;
    }

    /** How many chunks of nulls the row groups on disk lack, where there are so many columns. */
    private long lateChunks(int width) {
        return (long) groups.size() * width - chunksOnDisk;
    }

    /** How many columns it has so far. */
    public int width() {
        return columns.size();
    }

    /** The memory that it will hold in addition once so many values were appended to a column, at most and about. */
    public long growth(String column, int values) {
        Cells<?> cells = columns.get(column);
        return cells == null ? 0 : cells.growth(values);
    }

    /** Gives the memory of the columns back that would be used again, once the open row group has been written. */
    public void release() {
        if (rowsInGroup == 0) {
            columns.values().forEach(Cells::release);
            measure();
        }
    }

    /** The bytes on disk and, about, those that the open row group will add. */
    public long writtenBytes() {
        return position + unwritten;
    }

    /** The rows appended so far. */
    public long rows() {
        return rowsOnDisk + rowsInGroup;
    }

    /** Ends the open row group and writes it; does nothing when it has no rows. */
    public void flushRowGroup() {
        flushRowGroup(this::alone);
    }

    /** Has a crew end the open row group and writes it; does nothing when it has no rows. */
    public void flushRowGroup(Crew crew) {
        checkOpen();
        if (rowsInGroup == 0) {
            return;
        }
        if (!endsGroup) {
            crew.run(columns.values().stream().<Work>map(cells -> cells::end).toList());
        }
        endsGroup = false;
        try {
            OutputStream file = open();
            List<Chunk> chunks = new ArrayList<>();
            for (Cells<?> cells : columns.values()) {
                Chunk chunk = write(cells, file);
                chunks.add(chunk);
                described += chunk.memory();
            }
            chunksOnDisk += chunks.size();
            writeFilters(file, chunks);
            groups.add(new WrittenGroup(rowsInGroup, chunks));
        } catch (IOException e) {
            throw failure(e);
        }
        rowsOnDisk += rowsInGroup;
        rowsInGroup = 0;
        measure();
    }

    /** Writes what is buffered and the footer. The file is whole afterwards, and nothing more can be appended. */
    public FileEnd finish() {
        return finish(this::alone);
    }

    /** Has a crew encode what is buffered, and writes it and the footer. */
    public FileEnd finish(Crew crew) {
        flushRowGroup(crew);
        try (OutputStream file = open()) {
            fillLateColumns(file);
            List<PrimitiveType> types = new ArrayList<>();
            columns.values().forEach(cells -> types.add(cells.type()));
            position += new Footer(types, groups).write(file, position);
            ended = true;
            own.close();
            columns.values().forEach(Cells::close);
            return new FileEnd(rowsOnDisk, groups.size(), position);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Deletes the file unless it is finished. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        own.close();
        columns.values().forEach(Cells::close);
        columns.clear();
        if (out == null) {
            return;
        }
        try {
            out.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Makes the work of appending a column's part of a batch. */
    private interface Appending {
        Work of(Cells<?> cells, ColumnData data);
    }

    private List<Work> begin(int rows, List<ColumnData> batch, Appending appending) {
        checkOpen();
        if (!accepts(batch)) {
            throw new IllegalStateException(
                    path.getFileName() + " cannot take a column of this batch; open another file");
        }
        torn = true;
        rowsBegun = rows;
        List<Work> work = new ArrayList<>(columns.size() + batch.size());
        Set<String> given = new HashSet<>();
        for (ColumnData data : batch) {
            if (!given.add(data.column().name())) {
                throw new IllegalArgumentException("column '" + data.column().name() + "' is twice in a batch");
            }
            work.add(appending.of(cells(data.column()), data));
        }
        columns.forEach((name, cells) -> {
            if (!given.contains(name)) {
                work.add(workspace -> {
                    cells.nulls(rows, workspace);
                    if (endsGroup) {
                        cells.endForGood(workspace);
                    }
                });
            }
        });
        return work;
    }

    private void alone(List<Work> work) {
        work.forEach(w -> w.run(own));
    }

    /** The column; a new one begins with a null for every row of the open row group that is there already. */
    private Cells<?> cells(Column column) {
        return columns.computeIfAbsent(column.name(), name -> {
            Cells<?> cells = Cells.of(column, format, pages);
            cells.nulls(rowsInGroup, own);
            return cells;
        });
    }

    /** Row groups that were on disk when a column came get a chunk of nulls for it. */
    private void fillLateColumns(OutputStream file) throws IOException {
        List<Cells<?>> all = List.copyOf(columns.values());
        for (WrittenGroup group : groups) {
            for (Cells<?> late : all.subList(group.chunks().size(), all.size())) {
                late.nulls(Math.toIntExact(group.rows()), own);
                late.end(own);
                group.chunks().add(write(late, file));
            }
        }
    }

    private Chunk write(Cells<?> cells, OutputStream file) throws IOException {
        Chunk chunk = cells.write(file, position);
        position += chunk.bytes();
        return chunk;
    }

    /** The bloom filters of a row group follow it. */
    private void writeFilters(OutputStream file, List<Chunk> chunks) throws IOException {
        int index = 0;
        for (Cells<?> cells : columns.values()) {
            byte[] filter = cells.endFilter();
            chunks.get(index++).filter(position, filter.length);
            write(file, filter);
        }
    }

    private OutputStream open() throws IOException {
        if (out == null) {
            out = output.open(path);
            write(out, MAGIC);
        }
        return out;
    }

    private void write(OutputStream file, byte[] bytes) throws IOException {
        file.write(bytes);
        position += bytes.length;
    }

    private void measure() {
        buffered = 0;
        unwritten = 0;
        for (Cells<?> cells : columns.values()) {
            buffered += cells.memory();
            unwritten += cells.size();
        }
    }

    private void checkOpen() {
        if (ended) {
            throw new IllegalStateException(path.getFileName() + " has ended");
        }
        if (torn) {
            throw new IllegalStateException(
                    path.getFileName() + " holds a part of a batch; an append to it was refused");
        }
    }

    private UncheckedIOException failure(IOException cause) {
        return new UncheckedIOException("Cannot write Parquet file '" + path + "': " + cause.getMessage(), cause);
    }
}
