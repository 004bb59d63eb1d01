package dev.tributary.parquet;

import java.io.IOException;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.jspecify.annotations.Nullable;

/**
 * One column of the open row group. Its first values wait in a buffer: thousands of open columns with a few values each
 * would otherwise hold 20 KB of encoder apiece.
 */
final class ColumnChunk {
    private static final int WAITING_VALUES = 512;
    private static final int WAITING_BYTES = 16 << 10;

    /** The objects that a waiting column consists of, and its arrays at their first size, in bytes. */
    private static final int EMPTY_COLUMN = 512;

    private final Cells cells;
    private final ParquetProperties properties;
    private final BytesInputCompressor compressor;
    private @Nullable ColumnBuffer waiting;
    private int waitingRows;
    private @Nullable ColumnPages pages;

    ColumnChunk(Cells cells, ParquetProperties properties, BytesInputCompressor compressor) {
        this.cells = cells;
        this.properties = properties;
        this.compressor = compressor;
    }

    /** Appends rows [0, count) of the buffer. */
    void append(ColumnBuffer buffer, int count) {
        int next = 0;
        for (int i = 0; i < buffer.count() && buffer.row(i) < count; i++) {
            int row = buffer.row(i);
            if (row > next) {
                nulls(row - next);
            }
            value(buffer, i);
            next = row + 1;
        }
        nulls(count - next);
    }

    /** Appends the selected rows of the buffer, which ascend. */
    void append(ColumnBuffer buffer, int[] selection, int count) {
        int i = 0;
        for (int s = 0; s < count; s++) {
            while (i < buffer.count() && buffer.row(i) < selection[s]) {
                i++;
            }
            if (i < buffer.count() && buffer.row(i) == selection[s]) {
                value(buffer, i);
            } else {
                nulls(1);
            }
        }
    }

    /** Appends rows without a value. */
    void nulls(int count) {
        if (pages == null) {
            waitingRows += count;
        } else {
            pages.nulls(count);
        }
    }

    /** The memory that the column holds, in bytes, about. */
    long memory() {
        return pages != null ? pages.memory() : EMPTY_COLUMN + 2 * waitingBytes();
    }

    /** The bytes that the column would take in the file, about, what is open not yet compressed. */
    long size() {
        return pages != null ? pages.size() : waitingBytes();
    }

    /** Ends the column and writes it as the next chunk of the file's open row group. */
    void writeTo(ParquetFileWriter file) throws IOException {
        open().writeTo(file);
    }

    void close() {
        if (pages != null) {
            pages.close();
        }
    }

    private void value(ColumnBuffer buffer, int index) {
        if (pages != null) {
            pages.value(buffer, index);
            return;
        }
        cells.check(buffer, index);
        if (waiting == null) {
            waiting = ColumnBuffer.like(buffer);
        }
        waiting.putFrom(waitingRows, buffer, index);
        waitingRows++;
        if (waiting.count() >= WAITING_VALUES || waiting.bytes() >= WAITING_BYTES) {
            open();
        }
    }

    private ColumnPages open() {
        if (pages == null) {
            pages = new ColumnPages(cells, properties, compressor);
            ColumnBuffer first = waiting;
            int rows = waitingRows;
            waiting = null;
            if (first == null) {
                pages.nulls(rows);
            } else {
                append(first, rows);
            }
        }
        return pages;
    }

    private long waitingBytes() {
        return waiting == null ? 0 : waiting.bytes();
    }
}
