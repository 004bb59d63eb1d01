package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type, with nulls before, between and after its values, as DuckDB and parquet-java find it. */
class ParquetTypesReadBackTest {
    /** 1969-12-31 23:59:59.999999: the microsecond before 1970, on which truncating differs from flooring. */
    private static final long BEFORE_1970 = -1;

    @TempDir
    Path folder;

    private final List<ColumnData> batch = new ArrayList<>();
    private final Map<String, List<String>> expected = new LinkedHashMap<>();

    private void longs(Column column, long first, long second, String firstText, String secondText) {
        LongBuffer buffer = new LongBuffer();
        buffer.put(1, first);
        buffer.put(3, second);
        add(column, buffer, firstText, secondText);
    }

    private void decimals(int precision, int scale, String first, String second) {
        DecimalBuffer buffer = new DecimalBuffer();
        buffer.put(1, new BigDecimal(first));
        buffer.put(3, new BigDecimal(second));
        Column column = Column.of("decimal_" + precision + "_" + scale, DataType.DECIMAL)
                .withType(DataType.DECIMAL, precision, scale);
        add(
                column,
                buffer,
                new BigDecimal(first).setScale(scale).toPlainString(),
                new BigDecimal(second).setScale(scale).toPlainString());
    }

    private void add(Column column, ColumnBuffer buffer, String first, String second) {
        batch.add(new ColumnData(column, buffer));
        List<String> values = new ArrayList<>();
        values.add(null);
        values.add(first);
        values.add(null);
        values.add(second);
        values.add(null);
        expected.put(column.name(), values);
    }

    private static Column integer(int bits) {
        return Column.of("int_" + bits, DataType.BIGINT).withType(DataType.BIGINT, bits, null);
    }

    private void fill(TableFormat format) {
        longs(
                Column.of("bigint", DataType.BIGINT),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "-9223372036854775808",
                "9223372036854775807");
        longs(integer(8), -128, 127, "-128", "127");
        longs(integer(16), -32768, 32767, "-32768", "32767");
        longs(integer(32), Integer.MIN_VALUE, Integer.MAX_VALUE, "-2147483648", "2147483647");
        longs(Column.of("date", DataType.DATE), -1, 20_000, "1969-12-31", "2024-10-04");
        longs(Column.of("time", DataType.TIME), 0, 86_399_999_999L, "00:00:00", "23:59:59.999999");
        boolean hive = format == TableFormat.HIVE;
        longs(
                Column.of("timestamp", DataType.TIMESTAMP),
                BEFORE_1970,
                1_700_000_000_123_456L,
                hive ? "1969-12-31 23:59:59.999+00" : "1969-12-31 23:59:59.999999",
                hive ? "2023-11-14 22:13:20.123+00" : "2023-11-14 22:13:20.123456");
        DoubleBuffer doubles = new DoubleBuffer();
        doubles.put(1, -1.5e300);
        doubles.put(3, 0.1);
        add(Column.of("double", DataType.DOUBLE), doubles, "-1.5e+300", "0.1");
        BoolBuffer bools = new BoolBuffer();
        bools.put(1, true);
        bools.put(3, false);
        add(Column.of("bool", DataType.BOOL), bools, "true", "false");
        BytesBuffer texts = new BytesBuffer();
        texts.put(1, "");
        texts.put(3, "Gr\u00fc\u00dfe");
        add(Column.of("text", DataType.TEXT), texts, "", "Gr\u00fc\u00dfe");
        BytesBuffer json = new BytesBuffer();
        json.put(1, "{\"a\":1}");
        json.put(3, "[]");
        add(Column.of("json", DataType.JSON), json, "{\"a\":1}", "[]");
        BytesBuffer binary = new BytesBuffer();
        binary.put(1, new byte[] {9, 0, -1, 9}, 1, 2);
        binary.put(3, new byte[0], 0, 0);
        add(Column.of("binary", DataType.BINARY), binary, "\\x00\\xFF", "");
        decimals(9, 2, "-9999999.99", "0.01");
        decimals(18, 4, "-99999999999999.9999", "5");
        decimals(19, 0, "-9999999999999999999", "1");
        decimals(28, 10, "-0.0000000001", "1E+3");
        decimals(38, 9, "-99999999999999999999999999999.999999999", "1.500000000000");
        DecimalBuffer wei = new DecimalBuffer();
        wei.put(1, new BigDecimal(BigInteger.TEN.pow(37)));
        wei.put(3, BigDecimal.ONE.negate());
        add(Column.of("wei", DataType.WEI), wei, "1" + "0".repeat(37), "-1");
    }

    @ParameterizedTest
    @CsvSource({"HIVE,ZSTD", "HIVE,SNAPPY", "ICEBERG,ZSTD", "ICEBERG,SNAPPY"})
    void findsEveryTypeAgain(TableFormat format, Compression compression) throws Exception {
        fill(format);
        Path path = folder.resolve("types.parquet");
        try (ParquetFile file =
                ParquetFile.create(path, ParquetSettings.defaults().with(compression), format)) {
            file.append(5, batch);
            file.finish();
        }

        List<Group> rows = ReadBack.rows(path);
        for (Map.Entry<String, List<String>> column : expected.entrySet()) {
            assertThat(ReadBack.duckdb(path, "select \"" + column.getKey() + "\"::varchar from FILE"))
                    .as(column.getKey())
                    .extracting(row -> row.get(0))
                    .containsExactlyElementsOf(column.getValue());
            assertThat(rows)
                    .as(column.getKey())
                    .extracting(row -> row.getFieldRepetitionCount(column.getKey()))
                    .containsExactly(0, 1, 0, 1, 0);
        }
        assertThat(rows.get(1).getLong("bigint", 0)).isEqualTo(Long.MIN_VALUE);
        assertThat(rows.get(1).getLong("timestamp", 0)).isEqualTo(-1);
        assertThat(new BigInteger(rows.get(1).getBinary("decimal_28_10", 0).getBytes()))
                .isEqualTo(-1);
        assertThat(rows.get(3).getString("text", 0)).isEqualTo("Gr\u00fc\u00dfe");
    }
}
