package dev.tributary.normalize.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingRowsTest {
    private static final List<@Nullable String> PARTITION = List.of("p");

    @TempDir
    Path folder;

    /** Five rows, of which the first, third and fourth are selected; the third has no value. */
    private static ColumnData column(DataType type, BiConsumer<ColumnBuffer, Integer> put) {
        ColumnBuffer buffer = ColumnBuffer.of(type);
        for (int row : new int[] {0, 1, 3, 4}) {
            put.accept(buffer, row);
        }
        return new ColumnData(Column.of(type.id(), type), buffer);
    }

    private static List<ColumnData> everyKind() {
        return List.of(
                column(DataType.BIGINT, (b, row) -> ((LongBuffer) b).put(row, Long.MIN_VALUE + row)),
                column(DataType.DOUBLE, (b, row) -> ((DoubleBuffer) b).put(row, -0.0 - row)),
                column(DataType.BOOL, (b, row) -> ((BoolBuffer) b).put(row, row == 3)),
                column(
                        DataType.DECIMAL,
                        (b, row) -> ((DecimalBuffer) b).put(row, new BigDecimal("-12345678901234567890." + row))),
                column(DataType.TEXT, (b, row) -> ((BytesBuffer) b).put(row, row == 0 ? "" : "gr\u00fc\u00df " + row)));
    }

    private static void add(WaitingRows waiting, List<ColumnData> batch) {
        waiting.add(Map.of(PARTITION, new int[] {0, 2, 3}), batch).forEach(work -> work.run(null));
    }

    /** Each column's values, in the order in which they come, with their rows; new rows begin with a line. */
    private static Map<String, List<String>> read(WaitingRows waiting) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        waiting.groups()
                .forEach(group -> waiting.read(
                        group,
                        rows -> rows.columns().forEach(data -> {
                            List<String> all =
                                    values.computeIfAbsent(data.column().name(), n -> new ArrayList<>());
                            for (int i = 0; i < data.values().count(); i++) {
                                all.add(data.values().row(i) + " of " + rows.count() + ": " + value(data.values(), i));
                            }
                        })));
        return values;
    }

    private static Object value(ColumnBuffer buffer, int index) {
        if (buffer instanceof LongBuffer longs) {
            return longs.get(index);
        }
        if (buffer instanceof DoubleBuffer doubles) {
            return doubles.get(index);
        }
        if (buffer instanceof BoolBuffer bools) {
            return bools.get(index);
        }
        return buffer instanceof DecimalBuffer decimals ? decimals.get(index) : ((BytesBuffer) buffer).text(index);
    }

    @Test
    void readsValuesOfEveryKindFromMemoryAndFromTheFile() throws Exception {
        try (WaitingRows memory = new WaitingRows("events", folder);
                WaitingRows file = new WaitingRows("events", folder)) {
            add(memory, everyKind());
            add(file, everyKind());
            assertThat(file.memory()).isPositive();
            file.store();
            assertThat(file.memory()).isZero();

            assertThat(read(memory))
                    .containsEntry("bigint", List.of("0 of 3: -9223372036854775808", "2 of 3: -9223372036854775805"))
                    .containsEntry("double", List.of("0 of 3: -0.0", "2 of 3: -3.0"))
                    .containsEntry("bool", List.of("0 of 3: false", "2 of 3: true"))
                    .containsEntry(
                            "decimal", List.of("0 of 3: -12345678901234567890.0", "2 of 3: -12345678901234567890.3"))
                    .containsEntry("text", List.of("0 of 3: ", "2 of 3: gr\u00fc\u00df 3"));
            assertThat(read(file)).isEqualTo(read(memory));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keepsRowsApartOfWhichAColumnIsAnotherOne() {
        Column small = Column.of("n", DataType.BIGINT).withType(DataType.BIGINT, 32, null);
        LongBuffer values = new LongBuffer();
        values.put(0, 7);
        try (WaitingRows waiting = new WaitingRows("events", folder)) {
            add(waiting, List.of(new ColumnData(small, values)));
            add(waiting, List.of(new ColumnData(Column.of("n", DataType.BIGINT), values)));
            add(waiting, List.of());

            List<List<Column>> columns = new ArrayList<>();
            waiting.groups()
                    .forEach(group -> waiting.read(
                            group,
                            rows -> columns.add(rows.columns().stream()
                                    .map(ColumnData::column)
                                    .toList())));

            assertThat(columns).containsExactly(List.of(small), List.of(Column.of("n", DataType.BIGINT)));
            assertThat(read(waiting)).containsEntry("n", List.of("0 of 3: 7", "0 of 6: 7"));
        }
    }
}
