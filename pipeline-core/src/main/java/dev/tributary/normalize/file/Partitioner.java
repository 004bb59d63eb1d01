package dev.tributary.normalize.file;

import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of a batch into partitions. */
final class Partitioner {
    private final List<PartitionField> fields;

    Partitioner(List<PartitionField> fields) {
        this.fields = fields;
    }

    /** The rows of each partition, ascending, partitions in order of their first row. */
    Map<List<@Nullable String>, int[]> split(int rows, List<ColumnData> columns) {
        @Nullable String[][] values = new String[fields.size()][];
        for (int f = 0; f < fields.size(); f++) {
            values[f] = values(fields.get(f), rows, columns);
        }
        Map<List<@Nullable String>, int[]> counts = new LinkedHashMap<>();
        Map<List<@Nullable String>, int[]> selections = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            List<@Nullable String> key = new ArrayList<>(fields.size());
            for (@Nullable String[] of : values) {
                key.add(of[row]);
            }
            int[] count = counts.computeIfAbsent(key, k -> new int[1]);
            int[] selection = selections.computeIfAbsent(key, k -> new int[16]);
            if (count[0] == selection.length) {
                selection = Arrays.copyOf(selection, count[0] * 2);
                selections.put(key, selection);
            }
            selection[count[0]++] = row;
        }
        selections.replaceAll((key, selection) -> Arrays.copyOf(selection, counts.get(key)[0]));
        return selections;
    }

    private static @Nullable String[] values(PartitionField field, int rows, List<ColumnData> columns) {
        @Nullable String[] values = new String[rows];
        for (ColumnData data : columns) {
            if (data.column().name().equals(field.column())) {
                PartitionTransform transform = new PartitionTransform(field, data.column());
                ColumnBuffer buffer = data.values();
                for (int i = 0; i < buffer.count(); i++) {
                    values[buffer.row(i)] = transform.apply(value(buffer, i, data.column()));
                }
            }
        }
        return values;
    }

    /** A value; bytes are a text of so many characters, each of which is one of them. */
    private static Object value(ColumnBuffer buffer, int index, Column column) {
        if (buffer instanceof LongBuffer longs) {
            return longs.get(index);
        }
        if (buffer instanceof DoubleBuffer doubles) {
            return doubles.get(index);
        }
        if (buffer instanceof BoolBuffer bools) {
            return bools.get(index);
        }
        if (buffer instanceof DecimalBuffer decimals) {
            return decimals.get(index);
        }
        BytesBuffer bytes = (BytesBuffer) buffer;
        return column.type() == DataType.BINARY
                ? new String(bytes.array(), bytes.start(index), bytes.length(index), StandardCharsets.ISO_8859_1)
                : bytes.text(index);
    }
}
