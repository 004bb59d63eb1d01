package dev.tributary.athena.system;

import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One row of a system table: texts, longs and instants in the order of its columns. */
record SystemRow(Table table, List<Object> values) {

    void write(Path path) {
        List<ColumnData> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(data(table.columns().get(i), values.get(i)));
        }
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), table.format())) {
            file.append(1, columns);
            file.finish();
        }
    }

    private static ColumnData data(Column column, Object value) {
        ColumnBuffer buffer;
        if (value instanceof String text) {
            BytesBuffer texts = new BytesBuffer();
            texts.put(0, text);
            buffer = texts;
        } else {
            LongBuffer longs = new LongBuffer();
            longs.put(
                    0,
                    value instanceof Instant instant
                            ? ChronoUnit.MICROS.between(Instant.EPOCH, instant)
                            : (Long) value);
            buffer = longs;
        }
        return new ColumnData(column, buffer);
    }
}
