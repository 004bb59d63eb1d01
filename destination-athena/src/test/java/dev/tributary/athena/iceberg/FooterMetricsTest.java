package dev.tributary.athena.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Iceberg's own reading of the same footers is the measure. */
class FooterMetricsTest {
    /** Each column, and its values in one row group after the other. */
    private static final Map<Column, Object[][]> COLUMNS = Map.ofEntries(
            column(Column.of("big", DataType.BIGINT), groups(3L, null, Long.MIN_VALUE), groups(Long.MAX_VALUE)),
            column(Column.of("small", DataType.BIGINT).precision(32), groups(-7L, 5L), groups(-8L, null)),
            column(Column.of("tiny", DataType.BIGINT).precision(8), groups(1L, 2L), groups(3L)),
            column(Column.of("double", DataType.DOUBLE), groups(-1.5, 2.0), groups(null, -1e300)),
            column(Column.of("zero", DataType.DOUBLE), groups(0.0), groups(-0.0)),
            column(Column.of("zeros", DataType.DOUBLE), groups(-0.0), groups(-0.0)),
            column(Column.of("nan", DataType.DOUBLE), groups(Double.NaN, 1.0), groups(Double.NaN)),
            column(Column.of("infinite", DataType.DOUBLE), groups(Double.NEGATIVE_INFINITY), groups(1.0)),
            column(Column.of("bool", DataType.BOOL), groups(true, null), groups(false)),
            column(Column.of("text", DataType.TEXT), groups("b", "Grüße 😀 an alle, die hier sind"), groups("", "ä")),
            column(Column.of("texts", DataType.TEXT), groups("x".repeat(40)), groups("x".repeat(39) + "y")),
            column(Column.of("last", DataType.TEXT), groups("\uDBFF\uDFFF".repeat(20)), groups("z")),
            column(Column.of("none", DataType.TEXT), groups((Object) null), groups((Object) null)),
            column(Column.of("half", DataType.TEXT), groups((Object) null), groups("a")),
            column(Column.of("json", DataType.JSON), groups("{\"a\":1}"), groups("[]")),
            column(Column.of("binary", DataType.BINARY), groups(bytes(3, -1), bytes(20, -1)), groups(bytes(17, 1))),
            column(Column.of("date", DataType.DATE), groups(-1L, 20_000L), groups(0L)),
            column(Column.of("time", DataType.TIME), groups(1L), groups(86_399_999_999L)),
            column(Column.of("timestamp", DataType.TIMESTAMP), groups(-1L), groups(1_767_225_600_000_000L)),
            column(Column.of("decimal9", DataType.DECIMAL).precision(9, 2), decimals("-1.25", "7"), decimals("0")),
            column(Column.of("decimal18", DataType.DECIMAL).precision(18, 4), decimals("-5"), decimals("0.0001")),
            column(Column.of("decimal38", DataType.DECIMAL).precision(38, 9), decimals("-1E+20"), decimals("1E-9")),
            column(Column.of("wei", DataType.WEI), decimals("1E+37"), decimals("-1")));

    @TempDir
    Path folder;

    private static Map.Entry<Column, Object[][]> column(Column column, Object[]... groups) {
        return Map.entry(column, groups);
    }

    private static @Nullable Object[] groups(@Nullable Object... values) {
        return values;
    }

    private static Object[] decimals(String... values) {
        return Stream.of(values).map(BigDecimal::new).toArray();
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "counts", "truncate(1)", "truncate(16)", "full"})
    void tellsWhatIcebergTells(String mode) {
        MetricsConfig config = MetricsConfig.fromProperties(Map.of(
                "write.metadata.metrics.default", mode,
                "write.metadata.metrics.column.json", "full",
                "write.metadata.metrics.column.big", "none"));
        Path file = write(TableFormat.ICEBERG);
        ParquetFooter footer = footer(file);

        assertThat(FooterMetrics.of(footer.metadata(), config)).isPresent();
        assertSame(footer, config);
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void comesToTheSameForFilesOfEitherFormat(TableFormat format) {
        assertSame(footer(write(format)), MetricsConfig.getDefault());
    }

    @Test
    void tellsOfAFileWithoutRows() {
        Path file = folder.resolve("empty.parquet");
        try (ParquetFile parquet = ParquetFile.create(file, ParquetSettings.defaults(), TableFormat.ICEBERG)) {
            parquet.append(0, List.of(new ColumnData(Column.of("a", DataType.TEXT), new BytesBuffer())));
            parquet.finish();
        }
        assertSame(footer(file), MetricsConfig.getDefault());
    }

    private static void assertSame(ParquetFooter footer, MetricsConfig config) {
        ParquetMetadata parsed = footer.parsed();
        Metrics expected = ParquetUtil.footerMetrics(parsed, Stream.empty(), config);
        Metrics metrics = footer.metrics(config);

        assertThat(metrics.recordCount()).isEqualTo(expected.recordCount());
        assertThat(metrics.columnSizes()).isEqualTo(expected.columnSizes());
        assertThat(metrics.valueCounts()).isEqualTo(expected.valueCounts());
        assertThat(metrics.nullValueCounts()).isEqualTo(expected.nullValueCounts());
        assertThat(metrics.nanValueCounts()).isEqualTo(expected.nanValueCounts());
        assertThat(metrics.lowerBounds()).isEqualTo(expected.lowerBounds());
        assertThat(metrics.upperBounds()).isEqualTo(expected.upperBounds());
        assertThat(metrics)
                .extracting("originalTypes")
                .isEqualTo(assertThat(expected).extracting("originalTypes").actual());
        assertThat(footer.splitOffsets()).isEqualTo(ParquetUtil.getSplitOffsets(parsed));
    }

    private static ParquetFooter footer(Path file) {
        Map<String, Integer> ids = new HashMap<>();
        ParquetFooter footer = ParquetFooter.of(file, 0);
        footer.metadata().getSchema().stream().skip(1).forEach(c -> ids.put(c.getName(), 11 + ids.size()));
        return footer.withIds(ids);
    }

    private Path write(TableFormat format) {
        Path path = folder.resolve("types.parquet");
        try (ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), format)) {
            for (int group = 0; group < 2; group++) {
                List<ColumnData> batch = new ArrayList<>();
                for (Map.Entry<Column, Object[][]> column : COLUMNS.entrySet()) {
                    batch.add(new ColumnData(column.getKey(), buffer(column.getKey(), column.getValue()[group])));
                }
                file.append(2, batch);
                file.flushRowGroup();
            }
            file.finish();
        }
        return path;
    }

    private static ColumnBuffer buffer(Column column, Object[] values) {
        ColumnBuffer buffer = ColumnBuffer.of(column.type());
        for (int row = 0; row < values.length; row++) {
            Object value = values[row];
            if (value instanceof String text) {
                ((BytesBuffer) buffer).put(row, text);
            } else if (value instanceof byte[] bytes) {
                ((BytesBuffer) buffer).put(row, bytes, 0, bytes.length);
            } else if (value instanceof Boolean flag) {
                ((BoolBuffer) buffer).put(row, flag);
            } else if (value instanceof Double number) {
                ((DoubleBuffer) buffer).put(row, number);
            } else if (value instanceof BigDecimal number) {
                ((DecimalBuffer) buffer).put(row, number);
            } else if (value instanceof Long number) {
                ((LongBuffer) buffer).put(row, number);
            }
        }
        return buffer;
    }
}
