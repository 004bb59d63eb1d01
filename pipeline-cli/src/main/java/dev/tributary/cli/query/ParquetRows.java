package dev.tributary.cli.query;

import dev.tributary.athena.sql.ResultColumn;
import dev.tributary.coerce.time.IsoTimestamp;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Parquet file. Numbers, truths, dates and timestamps are such; all other values, nested ones too, are Athena's texts. */
public record ParquetRows(Path file) implements ResultWriter {
    private static final int BATCH = 1000;

    @Override
    public long write(List<ResultColumn> columns, Stream<List<@Nullable String>> rows) {
        List<Column> types = columns.stream().map(ParquetRows::column).toList();
        long count = 0;
        try (ParquetFile parquet = ParquetFile.create(file, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            Iterator<List<@Nullable String>> iterator = rows.iterator();
            do {
                List<ColumnBuffer> buffers = new ArrayList<>();
                types.forEach(c -> buffers.add(ColumnBuffer.of(Objects.requireNonNull(c.type()))));
                int size = 0;
                for (; size < BATCH && iterator.hasNext(); size++) {
                    List<@Nullable String> row = iterator.next();
                    for (int i = 0; i < row.size(); i++) {
                        String value = row.get(i);
                        if (value != null) {
                            put(buffers.get(i), types.get(i), size, value);
                        }
                    }
                }
                List<ColumnData> batch = new ArrayList<>();
                for (int i = 0; i < types.size(); i++) {
                    batch.add(new ColumnData(types.get(i), buffers.get(i)));
                }
                parquet.append(size, batch);
                count += size;
            } while (iterator.hasNext());
            parquet.finish();
        }
        return count;
    }

    private static Column column(ResultColumn column) {
        return switch (column.type()) {
            case "tinyint", "smallint", "integer" ->
                Column.of(column.name(), DataType.BIGINT).withType(DataType.BIGINT, 32, null);
            case "bigint" -> Column.of(column.name(), DataType.BIGINT);
            case "double", "float", "real" -> Column.of(column.name(), DataType.DOUBLE);
            case "boolean" -> Column.of(column.name(), DataType.BOOL);
            case "date" -> Column.of(column.name(), DataType.DATE);
            case "timestamp" -> Column.of(column.name(), DataType.TIMESTAMP);
            case "decimal" ->
                Column.of(column.name(), DataType.DECIMAL)
                        .withType(DataType.DECIMAL, column.precision(), column.scale());
            default -> Column.of(column.name(), DataType.TEXT);
        };
    }

    private static void put(ColumnBuffer buffer, Column column, int row, String value) {
        if (buffer instanceof LongBuffer longs) {
            longs.put(row, number(column.type(), value));
        } else if (buffer instanceof DoubleBuffer doubles) {
            doubles.put(row, Double.parseDouble(value));
        } else if (buffer instanceof BoolBuffer truths) {
            truths.put(row, Boolean.parseBoolean(value));
        } else if (buffer instanceof DecimalBuffer decimals) {
            decimals.put(row, new BigDecimal(value));
        } else if (buffer instanceof BytesBuffer texts) {
            texts.put(row, value);
        }
    }

    private static long number(@Nullable DataType type, String value) {
        if (type == DataType.DATE) {
            return LocalDate.parse(value).toEpochDay();
        }
        return type == DataType.TIMESTAMP ? IsoTimestamp.parseMicros(value) : Long.parseLong(value);
    }
}
