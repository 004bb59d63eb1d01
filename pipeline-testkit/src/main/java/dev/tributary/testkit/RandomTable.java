package dev.tributary.testkit;

import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.Compression;
import dev.tributary.parquet.FileEnd;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A table of random columns in one Parquet file: types, shapes of values, nulls, batches, pages and row groups of many kinds.
 * The first column numbers the rows from 0; others may begin at a later batch, behind row groups that don't have them. One
 * seed always gives the same file.
 */
public final class RandomTable {
    /** The column that numbers the rows. */
    public static final Column NUMBER = Column.of("n", DataType.BIGINT);

    private static final int MAX_BATCHES = 6;
    private static final int MAX_COLUMNS = 6;
    private static final int SMALL_BATCH = 9;
    private static final int MAX_BATCH = 6_000;

    private final Random random;
    private final TableFormat format;
    private final List<RandomColumn> columns = new ArrayList<>();
    private final int batches;
    private final Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
    private int rows;

    /** A table of columns of some of these types, written as files of tables of a format are. */
    public RandomTable(long seed, TableFormat format, List<DataType> types) {
        this.random = new Random(seed);
        this.format = format;
        this.batches = 1 + random.nextInt(MAX_BATCHES);
        int count = 1 + random.nextInt(MAX_COLUMNS);
        for (int i = 0; i < count; i++) {
            columns.add(new RandomColumn("c" + i, types, format, random, i == 0 ? 0 : random.nextInt(batches)));
        }
    }

    /** Its columns, with the number of the row first. */
    public List<Column> columns() {
        List<Column> all = new ArrayList<>();
        all.add(NUMBER);
        columns.forEach(c -> all.add(c.column()));
        return all;
    }

    /** Writes the file, once. */
    public FileEnd write(Path path) {
        ParquetSettings settings = new ParquetSettings(
                Compression.values()[random.nextInt(Compression.values().length)],
                1 << 12 + random.nextInt(10),
                1 << 8 + random.nextInt(12),
                1 << 8 + random.nextInt(12));
        columns().forEach(c -> values.put(c.name(), new ArrayList<>()));
        try (ParquetFile file = ParquetFile.create(path, settings, format)) {
            for (int batch = 0; batch < batches; batch++) {
                append(file, batch, random.nextInt(4) == 0 ? random.nextInt(SMALL_BATCH) : random.nextInt(MAX_BATCH));
            }
            FileEnd end = file.finish();
            columns.forEach(c -> fill(values.get(c.column().name())));
            return end;
        }
    }

    private void append(ParquetFile file, int batch, int size) {
        List<ColumnData> data = new ArrayList<>();
        data.add(RandomColumn.numbers(rows, size, values.get(NUMBER.name())));
        for (RandomColumn column : columns) {
            if (batch >= column.firstBatch()) {
                List<@Nullable String> all = values.get(column.column().name());
                fill(all);
                data.add(column.next(size, all));
            }
        }
        file.append(size, data);
        rows += size;
    }

    private void fill(List<@Nullable String> column) {
        while (column.size() < rows) {
            column.add(null);
        }
    }

    /** How many rows were written. */
    public int rows() {
        return rows;
    }

    /**
     * The values that were written, row by row, as text: integers and the unscaled values of decimals in decimal digits, the
     * bits of doubles, the bytes of binaries and those of texts in UTF-8 in hexadecimal ones, dates in days and timestamps in
     * microseconds since 1970, times in microseconds.
     */
    public Map<String, List<@Nullable String>> values() {
        return values;
    }
}
