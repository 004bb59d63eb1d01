package dev.tributary.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The pages of one column of the open row group: compressed ones, and the one that is being filled. */
final class ColumnPages {
    /** After how many rows the size of the open page is looked at; after fewer when the values are long. */
    private static final int ROWS_BETWEEN_CHECKS = 256;

    /** After how many bytes of values the size of the open page is looked at. */
    private static final int BYTES_BETWEEN_CHECKS = 64 << 10;

    /** What parquet-java allocates for a column with its first value, mostly 4,096 dictionary ids, in bytes. */
    private static final int FIRST_ALLOCATION = 20 << 10;

    /** How much more memory the hash table of a dictionary takes than the bytes of its values. */
    private static final int HASH_TABLE_FACTOR = 6;

    private final ParquetProperties properties;
    private final ColumnDescriptor descriptor;
    private final ColumnChunkPageWriteStore store;
    private final PageWriter pages;
    private final ValuesWriter repetitions;
    private final ValuesWriter levels;
    private final ValuesWriter values;
    private final Cells cells;
    private Statistics<?> statistics;
    private int rows;
    private int nextCheckRows = ROWS_BETWEEN_CHECKS;
    private int uncheckedBytes;

    ColumnPages(Cells cells, ParquetProperties properties, BytesInputCompressor compressor) {
        this.cells = cells;
        this.properties = properties;
        MessageType schema = new MessageType("column", cells.type());
        descriptor = schema.getColumns().get(0);
        store = new ColumnChunkPageWriteStore(
                compressor, schema, properties.getAllocator(), properties.getColumnIndexTruncateLength());
        pages = store.getPageWriter(descriptor);
        repetitions = properties.newRepetitionLevelWriter(descriptor);
        levels = properties.newDefinitionLevelWriter(descriptor);
        values = properties.newValuesWriter(descriptor);
        statistics = Statistics.createStats(cells.type());
    }

    /** Appends a row with the value at this index of the buffer. */
    void value(ColumnBuffer buffer, int index) {
        levels.writeInteger(1);
        uncheckedBytes += cells.write(buffer, index, values, statistics);
        rows++;
        if (rows >= nextCheckRows || uncheckedBytes >= BYTES_BETWEEN_CHECKS) {
            checkPage();
        }
    }

    /** Appends rows without a value. */
    void nulls(int count) {
        int left = count;
        while (left > 0) {
            int run = Math.min(left, properties.getPageRowCountLimit() - rows);
            for (int i = 0; i < run; i++) {
                levels.writeInteger(0);
            }
            statistics.incrementNumNulls(run);
            rows += run;
            left -= run;
            checkPage();
        }
    }

    /** The memory that the column holds, in bytes, about. */
    long memory() {
        long held = values.getAllocatedSize();
        if (values.getEncoding().usesDictionary()) {
            held += HASH_TABLE_FACTOR * Math.max(0, held - (long) rows * Integer.BYTES);
        }
        return FIRST_ALLOCATION + pages.allocatedSize() + held + levels.getAllocatedSize();
    }

    /** The bytes that the column would take in the file, the open page not yet compressed. */
    long size() {
        return pages.getMemSize()
                + Math.min(values.getBufferedSize(), values.getAllocatedSize())
                + levels.getBufferedSize();
    }

    /** Ends the column and writes it as the next chunk of the file's open row group. */
    void writeTo(ParquetFileWriter file) throws IOException {
        if (rows > 0) {
            endPage();
        }
        DictionaryPage dictionary = values.toDictPageAndClose();
        if (dictionary != null) {
            pages.writeDictionaryPage(dictionary);
            values.resetDictionary();
        }
        store.flushToFileWriter(file);
        close();
    }

    void close() {
        repetitions.close();
        levels.close();
        values.close();
        store.close();
    }

    private void checkPage() {
        uncheckedBytes = 0;
        nextCheckRows = Math.min(rows + ROWS_BETWEEN_CHECKS, properties.getPageRowCountLimit());
        if (rows >= properties.getPageRowCountLimit()
                || values.getBufferedSize() + levels.getBufferedSize() >= properties.getPageSizeThreshold()) {
            endPage();
        }
    }

    private void endPage() {
        try {
            BytesInput bytes = BytesInput.concat(repetitions.getBytes(), levels.getBytes(), values.getBytes());
            SizeStatistics sizes =
                    SizeStatistics.noopBuilder(cells.type(), 0, 1).build();
            pages.writePage(
                    bytes,
                    rows,
                    rows,
                    statistics,
                    sizes,
                    GeospatialStatistics.noopBuilder().build(),
                    repetitions.getEncoding(),
                    levels.getEncoding(),
                    values.getEncoding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repetitions.reset();
        levels.reset();
        values.reset();
        statistics = Statistics.createStats(cells.type());
        rows = 0;
        nextCheckRows = Math.min(ROWS_BETWEEN_CHECKS, properties.getPageRowCountLimit());
    }
}
