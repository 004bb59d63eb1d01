package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random columns, written by the encoder and read by parquet-java and by DuckDB, are equal to the bit. */
class RandomColumnsTest {
    @TempDir
    Path folder;

    /** Some in every build, more where {@code -Dfuzz.seeds} says so, from {@code -Dfuzz.first} on. */
    static LongStream seeds() {
        long first = Long.getLong("fuzz.first", 0);
        return LongStream.range(first, first + Long.getLong("fuzz.seeds", 60));
    }

    private static RandomTable table(long seed) {
        return new RandomTable(
                seed, seed % 2 == 0 ? TableFormat.ICEBERG : TableFormat.HIVE, List.of(DataType.values()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackEqual(long seed) throws Exception {
        RandomTable table = table(seed);
        Path path = folder.resolve("random.parquet");
        table.write(path);

        assertThat(parquetJava(path)).isEqualTo(written(table));
        assertThat(duckdb(path, table.columns())).isEqualTo(written(table));
    }

    @Test
    void usesEveryEncoding() throws Exception {
        TreeSet<String> encodings = new TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Path path = folder.resolve(seed + ".parquet");
            table(seed).write(path);
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
                reader.getRowGroups()
                        .forEach(g -> g.getColumns()
                                .forEach(c -> c.getEncodings().stream()
                                        .map(Encoding::name)
                                        .forEach(encodings::add)));
            }
        }

        assertThat(encodings)
                .containsExactly(
                        "DELTA_BINARY_PACKED",
                        "DELTA_BYTE_ARRAY",
                        "DELTA_LENGTH_BYTE_ARRAY",
                        "PLAIN",
                        "RLE",
                        "RLE_DICTIONARY");
    }

    private static Map<String, List<@Nullable String>> written(RandomTable table) {
        return table.rows() == 0 ? Map.of() : table.values();
    }

    private static Map<String, List<@Nullable String>> parquetJava(Path path) throws Exception {
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(group, new GroupRecordConverter(schema));
                for (long i = 0; i < group.getRowCount(); i++) {
                    Group row = records.read();
                    for (int field = 0; field < schema.getFieldCount(); field++) {
                        values.computeIfAbsent(schema.getFieldName(field), n -> new ArrayList<>())
                                .add(row.getFieldRepetitionCount(field) == 0 ? null : text(row, field));
                    }
                }
            }
        }
        return values;
    }

    private static String text(Group row, int field) {
        PrimitiveType type = row.getType().getType(field).asPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> String.valueOf(row.getInteger(field, 0));
            case INT64 -> {
                boolean millis = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                        && timestamp.getUnit() == TimeUnit.MILLIS;
                yield String.valueOf(row.getLong(field, 0) * (millis ? 1000 : 1));
            }
            case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(row.getDouble(field, 0)));
            case BOOLEAN -> String.valueOf(row.getBoolean(field, 0));
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(row.getBinary(field, 0).getBytes()).toString();
            default -> HexFormat.of().formatHex(row.getBinary(field, 0).getBytes());
        };
    }

    private static Map<String, List<@Nullable String>> duckdb(Path path, List<Column> columns) throws Exception {
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        String selected = columns.stream().map(RandomColumnsTest::sql).collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + selected + " from '" + path + "'")) {
            while (rows.next()) {
                for (Column column : columns) {
                    values.computeIfAbsent(column.name(), n -> new ArrayList<>())
                            .add(text(column, rows));
                }
            }
        }
        return values;
    }

    private static String sql(Column column) {
        String name = column.name();
        return switch (column.type()) {
            case TIMESTAMP -> "epoch_us(%s) as %s".formatted(name, name);
            case DATE -> "%s - date '1970-01-01' as %s".formatted(name, name);
            case TIME -> "datediff('microsecond', time '00:00:00', %s) as %s".formatted(name, name);
            default -> name;
        };
    }

    private static @Nullable String text(Column column, ResultSet rows) throws Exception {
        String name = column.name();
        if (rows.getObject(name) == null) {
            return null;
        }
        return switch (column.type()) {
            case BIGINT, TIMESTAMP, DATE, TIME -> String.valueOf(rows.getLong(name));
            case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(rows.getDouble(name)));
            case BOOL -> String.valueOf(rows.getBoolean(name));
            case DECIMAL, WEI -> rows.getBigDecimal(name).unscaledValue().toString();
            case BINARY -> {
                Blob blob = rows.getBlob(name);
                yield HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
            }
            case TEXT, JSON -> HexFormat.of().formatHex(rows.getString(name).getBytes(StandardCharsets.UTF_8));
        };
    }
}
