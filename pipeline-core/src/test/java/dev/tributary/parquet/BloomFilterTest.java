package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bloom filters are asked by parquet-java, and by DuckDB as it looks for rows. */
class BloomFilterTest {
    private static final int ROWS = 5_000;

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void writeTwoRowGroups() {
        path = folder.resolve("keys.parquet");
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            file.append(ROWS, columns(0));
            file.flushRowGroup();
            file.append(ROWS, columns(ROWS));
            file.finish();
        }
    }

    private static String key(int number) {
        return "k" + number + "-".repeat(number % 80);
    }

    private static List<ColumnData> columns(int first) {
        LongBuffer numbers = new LongBuffer();
        LongBuffer days = new LongBuffer();
        DoubleBuffer shares = new DoubleBuffer();
        DecimalBuffer sums = new DecimalBuffer();
        BytesBuffer keys = new BytesBuffer();
        BytesBuffer kinds = new BytesBuffer();
        BytesBuffer plain = new BytesBuffer();
        for (int row = 0; row < ROWS; row++) {
            int number = first + row;
            numbers.put(row, number);
            days.put(row, number);
            shares.put(row, number == 0 ? -0.0 : number / 4.0);
            sums.put(row, new BigDecimal(number));
            if (row % 2 == 0) {
                keys.put(row, key(number));
            }
            kinds.put(row, "kind " + first);
            plain.put(row, key(number));
        }
        return List.of(
                new ColumnData(Column.of("number", DataType.BIGINT).bloomFilter(), numbers),
                new ColumnData(Column.of("day", DataType.DATE).bloomFilter(), days),
                new ColumnData(Column.of("share", DataType.DOUBLE).bloomFilter(), shares),
                new ColumnData(Column.of("sum", DataType.DECIMAL).bloomFilter(), sums),
                new ColumnData(Column.of("key", DataType.TEXT).bloomFilter(), keys),
                new ColumnData(Column.of("kind", DataType.TEXT).bloomFilter(), kinds),
                new ColumnData(Column.of("plain", DataType.TEXT), plain));
    }

    private List<BloomFilter> filters(int column) throws Exception {
        List<BloomFilter> filters = new ArrayList<>();
        try (ParquetFileReader reader = ReadBack.reader(path)) {
            for (BlockMetaData group : reader.getRowGroups()) {
                filters.add(reader.readBloomFilter(group.getColumns().get(column)));
            }
        }
        return filters;
    }

    @Test
    void findsEveryValueThatIsThere() throws Exception {
        for (int group = 0; group < 2; group++) {
            int first = group * ROWS;
            BloomFilter numbers = filters(0).get(group);
            BloomFilter days = filters(1).get(group);
            BloomFilter shares = filters(2).get(group);
            BloomFilter keys = filters(4).get(group);
            assertThat(IntStream.range(first, first + ROWS)).allSatisfy(n -> {
                assertThat(numbers.findHash(numbers.hash((long) n))).isTrue();
                assertThat(days.findHash(days.hash((int) n))).isTrue();
                assertThat(shares.findHash(shares.hash(n / 4.0))).isTrue();
                assertThat(n % 2 == 1 || keys.findHash(keys.hash(Binary.fromString(key(n)))))
                        .isTrue();
            });
        }
    }

    @Test
    void findsFewValuesThatAreNotThere() throws Exception {
        BloomFilter keys = filters(4).get(0);

        assertThat(IntStream.range(ROWS, 3 * ROWS)
                        .filter(n -> keys.findHash(keys.hash(Binary.fromString(key(n)))))
                        .count())
                .isLessThan(2 * ROWS / 50);
    }

    @Test
    void isAsLargeAsItsDistinctValuesNeed() throws Exception {
        assertThat(filters(0).get(0).getBitsetSize()).isEqualTo(8192);
        assertThat(filters(5).get(0).getBitsetSize()).isEqualTo(32);
    }

    @Test
    void comesOnlyWhereItIsAskedFor() throws Exception {
        assertThat(filters(6)).containsExactly(null, null);
    }

    @Test
    void sparesDuckDbRowGroups() throws Exception {
        assertThat(ReadBack.duckdb(
                        path, "select bloom_filter_excludes from parquet_bloom_probe(FILE, 'kind', 'kind 5000')"))
                .containsExactly(List.of("true"), List.of("false"));
        assertThat(ReadBack.duckdb(path, "select number from FILE where key = '" + key(7778) + "'"))
                .containsExactly(List.of("7778"));
        assertThat(ReadBack.duckdb(path, "select number from FILE where sum = 4711 and share = 1177.75"))
                .containsExactly(List.of("4711"));
    }
}
