package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFileTest {
    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void nameTheFile() {
        path = folder.resolve("orders.parquet");
    }

    private ParquetFile open() {
        return ParquetFile.create(path, ParquetSettings.defaults(), TableFormat.ICEBERG);
    }

    private ParquetFile open(long rowGroupBytes, int pageBytes) {
        return ParquetFile.create(
                path, new ParquetSettings(Compression.ZSTD, rowGroupBytes, pageBytes, 1 << 20), TableFormat.ICEBERG);
    }

    private static ColumnData longs(String name, long... values) {
        LongBuffer buffer = new LongBuffer();
        for (int row = 0; row < values.length; row++) {
            buffer.put(row, values[row]);
        }
        return new ColumnData(Column.of(name, DataType.BIGINT), buffer);
    }

    private static ColumnData range(String name, int from, int count) {
        LongBuffer buffer = new LongBuffer();
        for (int row = 0; row < count; row++) {
            buffer.put(row, from + row);
        }
        return new ColumnData(Column.of(name, DataType.BIGINT), buffer);
    }

    private static ColumnData texts(String name, String... values) {
        BytesBuffer buffer = new BytesBuffer();
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null) {
                buffer.put(row, values[row]);
            }
        }
        return new ColumnData(Column.of(name, DataType.TEXT), buffer);
    }

    @Test
    void fillsALateColumnWithNulls() throws Exception {
        try (ParquetFile file = open()) {
            file.append(2, List.of(longs("id", 1, 2)));
            file.append(2, List.of(longs("id", 3, 4), texts("late", null, "x")));
            file.append(1, List.of(texts("late", "y")));
            assertThat(file.finish().rows()).isEqualTo(5);
        }

        assertThat(ReadBack.duckdb(path, "select id, late from FILE").toString())
                .isEqualTo("[[1, null], [2, null], [3, null], [4, x], [null, y]]");
        assertThat(ReadBack.rows(path)).hasSize(5);
    }

    @Test
    void fillsALateColumnAfterManyPages() throws Exception {
        try (ParquetFile file = open()) {
            file.append(100_000, List.of(range("id", 0, 100_000)));
            file.append(1, List.of(longs("id", 100_000), longs("late", 7)));
            file.finish();
        }

        assertThat(ReadBack.duckdb(path, "select count(*), count(late), max(late), max(id) from FILE where id >= 0"))
                .containsExactly(List.of("100001", "1", "7", "100000"));
    }

    @Test
    void fillsAColumnThatComesAfterRowGroupsAreOnDisk() throws Exception {
        try (ParquetFile file = open()) {
            file.append(2, List.of(longs("id", 1, 2)));
            file.flushRowGroup();
            file.append(1, List.of(longs("id", 3)));
            file.flushRowGroup();
            List<ColumnData> wider = List.of(longs("id", 4), texts("late", "x"), longs("later", 5));
            assertThat(file.accepts(wider)).isTrue();
            file.append(1, wider);
            assertThat(file.finish().rowGroups()).isEqualTo(3);
        }

        assertThat(ReadBack.duckdb(path, "select id, late, later from FILE").toString())
                .isEqualTo("[[1, null, null], [2, null, null], [3, null, null], [4, x, 5]]");
        assertThat(ReadBack.duckdb(path, "select id from FILE where later = 5")).containsExactly(List.of("4"));
        assertThat(ReadBack.rows(path)).hasSize(4);
    }

    @Test
    void takesNoColumnWhoseTypeChanged() {
        try (ParquetFile file = open()) {
            file.append(1, List.of(longs("amount", 1)));

            assertThat(file.accepts(List.of(texts("amount", "1")))).isFalse();
        }
    }

    @Test
    void keepsAColumnThatIsAbsentFromALaterRowGroup() throws Exception {
        try (ParquetFile file = open()) {
            file.append(1, List.of(longs("a", 1), longs("b", 2)));
            file.flushRowGroup();
            file.append(1, List.of(longs("a", 3)));
            FileEnd end = file.finish();
            assertThat(end).isEqualTo(new FileEnd(2, 2, Files.size(path)));
        }

        assertThat(ReadBack.duckdb(path, "select a, b from FILE").toString()).isEqualTo("[[1, 2], [3, null]]");
    }

    @Test
    void endsARowGroupByItselfWhenItIsLarge() throws Exception {
        Random random = new Random(1);
        try (ParquetFile file = open(1 << 20, 1 << 16)) {
            for (int batch = 0; batch < 8; batch++) {
                LongBuffer noise = new LongBuffer();
                for (int row = 0; row < 50_000; row++) {
                    noise.put(row, random.nextLong());
                }
                file.append(50_000, List.of(new ColumnData(Column.of("noise", DataType.BIGINT), noise)));
                assertThat(file.bufferedBytes()).isLessThan(3 << 20);
                assertThat(file.writtenBytes()).isBetween((batch + 1) * 350_000L, (batch + 1) * 450_000L);
            }
            assertThat(file.finish().rowGroups()).isBetween(2, 4);
        }

        assertThat(ReadBack.duckdb(path, "select count(distinct noise) from FILE"))
                .containsExactly(List.of("400000"));
    }

    @Test
    void appendsASelectionOfRows() throws Exception {
        List<ColumnData> batch = List.of(longs("id", 0, 1, 2, 3, 4, 5), texts("name", "a", null, "c", "d", null, "f"));
        try (ParquetFile file = open()) {
            file.append(new int[] {1, 2, 5, 99}, 3, batch);
            file.append(new int[] {0, 4}, 2, batch);
            assertThat(file.finish().rows()).isEqualTo(5);
        }

        assertThat(ReadBack.duckdb(path, "select id, name from FILE").toString())
                .isEqualTo("[[1, null], [2, c], [5, f], [0, a], [4, null]]");
    }

    @Test
    void appendsNoRowsBeyondTheCount() throws Exception {
        try (ParquetFile file = open()) {
            file.append(2, List.of(longs("id", 1, 2, 3)));
            file.finish();
        }

        assertThat(ReadBack.duckdb(path, "select id from FILE").toString()).isEqualTo("[[1], [2]]");
    }

    @Test
    void hasAPageIndex() throws Exception {
        try (ParquetFile file = open()) {
            file.append(50_000, List.of(range("id", 0, 50_000)));
            file.finish();
        }

        try (ParquetFileReader reader = ReadBack.reader(path)) {
            ColumnChunkMetaData id = reader.getRowGroups().get(0).getColumns().get(0);
            OffsetIndex offsets = reader.readOffsetIndex(id);
            assertThat(offsets.getPageCount()).isEqualTo(3);
            assertThat(offsets.getFirstRowIndex(1)).isEqualTo(20_000);
            assertThat(reader.readColumnIndex(id).getMinValues()).hasSize(3);
            assertThat(reader.readColumnIndex(id).getNullCounts()).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void keepsStatistics() throws Exception {
        DoubleBuffer numbers = new DoubleBuffer();
        numbers.put(0, 2.5);
        numbers.put(1, -7);
        try (ParquetFile file = open()) {
            file.append(
                    3,
                    List.of(
                            longs("id", 5, -3, 4),
                            texts("name", "b", "a\u00e9", "\uD83D\uDE00"),
                            new ColumnData(Column.of("number", DataType.DOUBLE), numbers)));
            file.finish();
        }

        try (ParquetFileReader reader = ReadBack.reader(path)) {
            List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
            Statistics<?> id = chunks.get(0).getStatistics();
            assertThat(List.of(id.minAsString(), id.maxAsString(), id.getNumNulls()))
                    .isEqualTo(List.of("-3", "5", 0L));
            Statistics<?> name = chunks.get(1).getStatistics();
            assertThat(List.of(name.minAsString(), name.maxAsString())).isEqualTo(List.of("a\u00e9", "\uD83D\uDE00"));
            Statistics<?> number = chunks.get(2).getStatistics();
            assertThat(List.of(number.minAsString(), number.maxAsString(), number.getNumNulls()))
                    .isEqualTo(List.of("-7.0", "2.5", 1L));
        }
    }

    @Test
    void findsRowsBesideANotANumber() throws Exception {
        DoubleBuffer numbers = new DoubleBuffer();
        double[] values = {1, Double.NaN, 3, Double.POSITIVE_INFINITY, -0.0};
        for (int row = 0; row < values.length; row++) {
            numbers.put(row, values[row]);
        }
        try (ParquetFile file = open()) {
            file.append(5, List.of(new ColumnData(Column.of("x", DataType.DOUBLE), numbers)));
            file.finish();
        }

        assertThat(ReadBack.duckdb(path, "select x from FILE where x = 3 or x = 0 or isnan(x)")
                        .toString())
                .isEqualTo("[[NaN], [3.0], [-0.0]]");
        try (ParquetFileReader reader = ReadBack.reader(path)) {
            Statistics<?> x = reader.getRowGroups().get(0).getColumns().get(0).getStatistics();
            assertThat(x.minAsString() + x.maxAsString()).doesNotContain("NaN");
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesLongAndEmptyAndForeignTexts(Compression compression) throws Exception {
        String large = "x".repeat(5 << 20);
        ParquetSettings settings = ParquetSettings.defaults().with(compression);
        try (ParquetFile file = ParquetFile.create(path, settings, TableFormat.HIVE)) {
            file.append(
                    5, List.of(texts("t", "", large, "Gr\u00fc\u00dfe \uD83D\uDE00 \u65e5\u672c", null, large + "y")));
            file.finish();
        }

        assertThat(ReadBack.rows(path))
                .extracting(row -> row.getFieldRepetitionCount(0) == 0 ? null : row.getString(0, 0))
                .containsExactly("", large, "Gr\u00fc\u00dfe \uD83D\uDE00 \u65e5\u672c", null, large + "y");
        assertThat(ReadBack.duckdb(path, "select length(t) from FILE where t is not null")
                        .toString())
                .isEqualTo("[[0], [5242880], [10], [5242881]]");
    }

    @Test
    void writesIdsThatAscendAndRepeatWithoutADictionary() throws Exception {
        try (ParquetFile file = open()) {
            for (int batch = 0; batch < 20; batch++) {
                String[] ids = new String[1_000];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = "prefix%06d".formatted((batch * ids.length + i) / 2);
                }
                file.append(ids.length, List.of(texts("parent", ids)));
            }
            file.finish();
        }
        try (ParquetFileReader reader = ReadBack.reader(path)) {
            ColumnChunkMetaData chunk =
                    reader.getFooter().getBlocks().get(0).getColumns().get(0);
            assertThat(chunk.hasDictionaryPage()).isFalse();
            assertThat(chunk.getTotalSize()).isLessThan(20_000);
        }
        assertThat(ReadBack.rows(path).get(19_999).getString("parent", 0)).isEqualTo("prefix009999");
    }

    @Test
    void readsBackPagesThatCompressionDoesNotMakeSmaller() throws Exception {
        long[] values = new Random(3).longs(70_000).toArray();
        try (ParquetFile file = open()) {
            file.append(values.length, List.of(longs("id", values)));
            file.finish();
        }

        assertThat(ReadBack.rows(path).stream().mapToLong(row -> row.getLong("id", 0)))
                .containsExactly(Arrays.stream(values).boxed().toArray(Long[]::new));
        assertThat(ReadBack.duckdb(path, "select bit_xor(id), count(*) from FILE"))
                .containsExactly(List.of("" + Arrays.stream(values).reduce(0, (a, b) -> a ^ b), "" + values.length));
        assertThat(Files.size(path)).isLessThan(values.length * 8L + 1_000);
    }

    @Test
    void compressesPagesAgainThatComeAfterThoseWhichThatDidNotMakeSmaller() throws Exception {
        Random random = new Random(4);
        DoubleBuffer buffer = new DoubleBuffer();
        for (int row = 0; row < 200_000; row++) {
            buffer.put(row, row < 10_000 ? random.nextDouble() * random.nextInt() : row);
        }
        try (ParquetFile file = open(1 << 20, 1 << 12)) {
            file.append(200_000, List.of(new ColumnData(Column.of("x", DataType.DOUBLE), buffer)));
            file.finish();
        }

        assertThat(Files.size(path)).isLessThan(200_000 * 4L);
        assertThat(ReadBack.duckdb(path, "select count(*) from FILE where x = 123456"))
                .containsExactly(List.of("1"));
    }

    @Test
    void endsAPageSoonWhenValuesAreLong() throws Exception {
        String[] values = new String[200];
        Random random = new Random(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong() + "x".repeat(300_000);
        }
        try (ParquetFile file = open()) {
            file.append(values.length, List.of(texts("t", values)));
            assertThat(file.bufferedBytes()).isLessThan(8 << 20);
            file.finish();
        }

        assertThat(ReadBack.duckdb(path, "select count(distinct t) from FILE")).containsExactly(List.of("200"));
    }

    @Test
    void givesTheSameBytesForTheSameRows() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int attempt = 0; attempt < 2; attempt++) {
            try (ParquetFile file = open(1 << 16, 1 << 14)) {
                for (int batch = 0; batch < 5; batch++) {
                    file.append(
                            10_000,
                            List.of(range("id", batch * 10_000, 10_000), texts("t", "a", "b", "batch" + batch)));
                }
                file.finish();
            }
            files.add(Files.readAllBytes(path));
        }

        assertThat(files.get(0)).isEqualTo(files.get(1));
    }

    @Test
    void deletesAnUnfinishedFile() {
        try (ParquetFile file = open()) {
            file.append(1, List.of(longs("id", 1)));
            file.flushRowGroup();
            assertThat(path).exists();
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void takesNothingAfterItsEnd() {
        try (ParquetFile file = open()) {
            file.append(1, List.of(longs("id", 1)));
            file.finish();

            assertThatThrownBy(() -> file.append(1, List.of(longs("id", 1)))).isInstanceOf(IllegalStateException.class);
        }
        assertThat(path).exists();
    }

    @Test
    void refusesADecimalThatWouldLoseDigits() {
        DecimalBuffer amounts = new DecimalBuffer();
        amounts.put(0, new BigDecimal("1.005"));
        Column column = Column.of("amount", DataType.DECIMAL).withType(DataType.DECIMAL, 10, 2);
        try (ParquetFile file = open()) {
            assertThatThrownBy(() -> file.append(1, List.of(new ColumnData(column, amounts))))
                    .isInstanceOf(SchemaException.class)
                    .hasMessage("Cannot write value 1.005 to column 'amount': it does not fit DECIMAL(10,2)"
                            + " (give the column a wider type)");
            assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAnIntegerWiderThanItsColumn() {
        LongBuffer sizes = new LongBuffer();
        sizes.put(0, 128);
        Column column = Column.of("size", DataType.BIGINT).withType(DataType.BIGINT, 8, null);
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), TableFormat.HIVE)) {
            assertThatThrownBy(() -> file.append(1, List.of(new ColumnData(column, sizes))))
                    .isInstanceOf(SchemaException.class)
                    .hasMessage("Cannot write value 128 to column 'size': it does not fit INTEGER(8,true)"
                            + " (give the column a wider type)");
        }
    }

    @Test
    void keepsTwoHundredOpenFilesSmall() {
        List<ParquetFile> files = new ArrayList<>();
        long before = usedHeap();
        for (int i = 0; i < 200; i++) {
            ParquetFile file =
                    ParquetFile.create(folder.resolve(i + ".parquet"), ParquetSettings.defaults(), TableFormat.ICEBERG);
            List<ColumnData> batch = new ArrayList<>();
            for (int column = 0; column < 50; column++) {
                batch.add(column % 2 == 0 ? longs("c" + column, 1, 2, 3) : texts("c" + column, "a", null, "b"));
            }
            file.append(3, batch);
            files.add(file);
        }
        long held = usedHeap() - before;
        long counted = files.stream().mapToLong(ParquetFile::bufferedBytes).sum();
        files.forEach(ParquetFile::close);

        assertThat(held).isLessThan(32L << 20);
        assertThat(counted).isBetween(held / 4, 32L << 20);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
