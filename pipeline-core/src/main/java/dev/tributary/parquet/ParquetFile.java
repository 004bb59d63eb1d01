package dev.tributary.parquet;

import dev.tributary.schema.Column;
import dev.tributary.schema.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file on the local disk, written in batches of columns. Its columns are those that were given until its
 * first row group ended, in the order in which they came; all are optional. The same rows in the same batches give the
 * same bytes. Not thread-safe. Closing a file that is not finished deletes it.
 */
public final class ParquetFile implements AutoCloseable {
    /** A row group of constants would never be large enough; its rows are counted in an int. */
    private static final int MAX_GROUP_ROWS = 50_000_000;

    private final Path path;
    private final ParquetSettings settings;
    private final TableFormat format;
    private final ParquetProperties properties;
    private final BytesInputCompressor compressor;
    private final Map<String, Cells> columns = new LinkedHashMap<>();
    private final Map<String, ColumnChunk> chunks = new HashMap<>();
    private @Nullable ParquetFileWriter writer;
    private long rowsOnDisk;
    private long rowsInGroup;
    private int rowGroups;
    private boolean ended;
    private boolean torn;

    private ParquetFile(Path path, ParquetSettings settings, TableFormat format) {
        this.path = path;
        this.settings = settings;
        this.format = format;
        compressor = new PageCodecs().getCompressor(settings.compression().codec());
        properties = ParquetProperties.builder()
                .withPageSize(settings.pageBytes())
                .withDictionaryPageSize(settings.dictionaryBytes())
                .build();
    }

    /** A new file; an older one at this path is replaced when the first row group is written. */
    public static ParquetFile create(Path path, ParquetSettings settings, TableFormat format) {
        return new ParquetFile(path, settings, format);
    }

    /** Whether these columns can be added: a new one only until a row group is on disk, a known one with its first type. */
    public boolean accepts(List<ColumnData> batch) {
        for (ColumnData data : batch) {
            Cells known = columns.get(data.column().name());
            if (known == null ? writer != null : !known.sameAs(data.column(), format)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Appends rows [0, rows) of a batch; columns that are absent here, or were in earlier rows, are null. A value that does
     * not fit its column is refused with a {@link dev.tributary.error.SchemaException}; the file can't be finished then.
     */
    public void append(int rows, List<ColumnData> batch) {
        append(rows, batch, (chunk, values) -> chunk.append(values, rows));
    }

    /** Appends rows {@code selection[0..count)} of a batch, which ascend. */
    public void append(int[] selection, int count, List<ColumnData> batch) {
        append(count, batch, (chunk, values) -> chunk.append(values, selection, count));
    }

    /** The memory that the open row group holds, in bytes. */
    public long bufferedBytes() {
        return total(ColumnChunk::memory);
    }

    /** The bytes on disk and, about, those that the open row group will add. */
    public long writtenBytes() {
        try {
            return (writer == null ? 0 : writer.getPos()) + total(ColumnChunk::size);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The rows appended so far. */
    public long rows() {
        return rowsOnDisk + rowsInGroup;
    }

    /** Ends the open row group and writes it; does nothing when it has no rows. */
    public void flushRowGroup() {
        checkOpen();
        if (rowsInGroup == 0) {
            return;
        }
        try {
            ParquetFileWriter file = open();
            file.startBlock(rowsInGroup);
            for (Map.Entry<String, Cells> column : columns.entrySet()) {
                chunk(column.getKey(), column.getValue()).writeTo(file);
                chunks.remove(column.getKey());
            }
            file.endBlock();
        } catch (IOException e) {
            throw failure(e);
        }
        rowsOnDisk += rowsInGroup;
        rowsInGroup = 0;
        rowGroups++;
    }

    /** Writes what is buffered and the footer. The file is whole afterwards, and nothing more can be appended. */
    public FileEnd finish() {
        flushRowGroup();
        try {
            ParquetFileWriter file = open();
            file.end(Map.of());
            ended = true;
            return new FileEnd(rowsOnDisk, rowGroups, Files.size(path));
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
        chunks.values().forEach(ColumnChunk::close);
        chunks.clear();
        if (writer == null) {
            return;
        }
        try {
            writer.abort();
            writer.close();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            discard();
        }
    }

    private interface Appender {
        void append(ColumnChunk chunk, ColumnBuffer values);
    }

    private void append(int rows, List<ColumnData> batch, Appender appender) {
        checkOpen();
        if (!accepts(batch)) {
            throw new IllegalStateException(
                    path.getFileName() + " cannot take a column of this batch; open another file");
        }
        torn = true;
        Set<String> given = new HashSet<>();
        for (ColumnData data : batch) {
            Column column = data.column();
            if (!given.add(column.name())) {
                throw new IllegalArgumentException("column '" + column.name() + "' is twice in a batch");
            }
            Cells cells = columns.computeIfAbsent(column.name(), name -> Cells.of(column, format));
            appender.append(chunk(column.name(), cells), data.values());
        }
        chunks.forEach((name, chunk) -> {
            if (!given.contains(name)) {
                chunk.nulls(rows);
            }
        });
        rowsInGroup += rows;
        torn = false;
        if (rowsInGroup >= MAX_GROUP_ROWS || total(ColumnChunk::size) >= settings.rowGroupBytes()) {
            flushRowGroup();
        }
    }

    /** The column's chunk in the open row group; a new one begins with a null for every row that is there already. */
    private ColumnChunk chunk(String name, Cells cells) {
        return chunks.computeIfAbsent(name, key -> {
            ColumnChunk chunk = new ColumnChunk(cells, properties, compressor);
            chunk.nulls(Math.toIntExact(rowsInGroup));
            return chunk;
        });
    }

    private ParquetFileWriter open() throws IOException {
        if (writer == null) {
            List<Type> types = new ArrayList<>();
            columns.values().forEach(cells -> types.add(cells.type()));
            writer = new ParquetFileWriter(
                    new LocalOutputFile(path),
                    new MessageType("table", types),
                    ParquetFileWriter.Mode.OVERWRITE,
                    settings.rowGroupBytes(),
                    0,
                    (FileEncryptionProperties) null,
                    properties);
            writer.start();
        }
        return writer;
    }

    private long total(ToLongFunction<ColumnChunk> of) {
        return chunks.values().stream().mapToLong(of).sum();
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

    private void discard() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UncheckedIOException failure(IOException cause) {
        return new UncheckedIOException("Cannot write Parquet file '" + path + "': " + cause.getMessage(), cause);
    }
}
