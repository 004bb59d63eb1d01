package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
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
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random columns, written here and read by parquet-java and by DuckDB, are equal to the bit. */
class RandomColumnsTest {
    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("fuzz.first", 0);
        return LongStream.range(first, first + Long.getLong("fuzz.seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackEqual(long seed) throws Exception {
        RandomTable table = new RandomTable(seed);
        Path path = folder.resolve("random.parquet");
        table.write(path);

        assertThat(parquetJava(path)).isEqualTo(table.expected());
        assertThat(duckdb(path, table)).isEqualTo(table.expected());
    }

    @Test
    void usesEveryEncoding() throws Exception {
        TreeSet<String> encodings = new TreeSet<>();
        for (long seed = 0; seed < 20; seed++) {
            Path path = folder.resolve(seed + ".parquet");
            new RandomTable(seed).write(path);
            try (ParquetFileReader reader = ReadBack.reader(path)) {
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

    private static Map<String, List<@Nullable String>> parquetJava(Path path) throws Exception {
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        for (Group row : ReadBack.rows(path)) {
            for (int i = 0; i < row.getType().getFieldCount(); i++) {
                values.computeIfAbsent(row.getType().getFieldName(i), n -> new ArrayList<>())
                        .add(row.getFieldRepetitionCount(i) == 0 ? null : text(row, i));
            }
        }
        return values;
    }

    private static String text(Group row, int field) {
        PrimitiveType type = row.getType().getType(field).asPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> String.valueOf(row.getInteger(field, 0));
            case INT64 -> String.valueOf(row.getLong(field, 0));
            case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(row.getDouble(field, 0)));
            case BOOLEAN -> String.valueOf(row.getBoolean(field, 0));
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(row.getBinary(field, 0).getBytes()).toString();
            default -> HexFormat.of().formatHex(row.getBinary(field, 0).getBytes());
        };
    }

    private static Map<String, List<@Nullable String>> duckdb(Path path, RandomTable table) throws Exception {
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from '" + path + "'")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.put(rows.getMetaData().getColumnName(i), new ArrayList<>());
            }
            while (rows.next()) {
                for (String name : values.keySet()) {
                    values.get(name).add(table.text(name, rows));
                }
            }
        }
        values.values().removeIf(List::isEmpty);
        return values;
    }

    /** Columns of all types with many shapes of values, written in batches of many sizes. */
    private static final class RandomTable {
        private final Random random;
        private final List<RandomColumn> columns = new ArrayList<>();
        private final Map<String, List<@Nullable String>> expected = new LinkedHashMap<>();
        private final int batches;

        RandomTable(long seed) {
            random = new Random(seed);
            batches = 1 + random.nextInt(6);
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                columns.add(new RandomColumn("c" + i, random, i == 0 ? 0 : random.nextInt(batches)));
            }
        }

        Map<String, List<@Nullable String>> expected() {
            return expected;
        }

        void write(Path path) {
            ParquetSettings settings = new ParquetSettings(
                    Compression.values()[random.nextInt(2)],
                    1 << 12 + random.nextInt(10),
                    1 << 8 + random.nextInt(12),
                    1 << 8 + random.nextInt(12));
            int rows = 0;
            try (ParquetFile file = ParquetFile.create(path, settings, TableFormat.ICEBERG)) {
                for (int batch = 0; batch < batches; batch++) {
                    int size = random.nextInt(4) == 0 ? random.nextInt(9) : random.nextInt(6000);
                    List<ColumnData> data = new ArrayList<>();
                    for (RandomColumn column : columns) {
                        if (batch < column.firstBatch) {
                            continue;
                        }
                        List<@Nullable String> all = expected.computeIfAbsent(column.name(), n -> new ArrayList<>());
                        while (all.size() < rows) {
                            all.add(null);
                        }
                        data.add(column.data(size, all));
                    }
                    file.append(size, data);
                    rows += size;
                }
                file.finish();
            }
            int total = rows;
            expected.values().removeIf(values -> total == 0);
        }

        @Nullable
        String text(String name, ResultSet rows) throws Exception {
            RandomColumn column = columns.stream()
                    .filter(c -> c.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return column.text(rows);
        }
    }

    /** A column whose values follow one pattern. */
    private static final class RandomColumn {
        private static final List<DataType> TYPES = List.of(
                DataType.BIGINT, DataType.DOUBLE, DataType.BOOL, DataType.TEXT, DataType.BINARY, DataType.DECIMAL);

        private final Column column;
        private final Random random;
        private final int firstBatch;
        private final int pattern;
        private final double nulls;
        private long counter;
        private int run;
        private long last;

        RandomColumn(String name, Random random, int firstBatch) {
            this.random = random;
            this.firstBatch = firstBatch;
            this.pattern = random.nextInt(6);
            this.nulls = new double[] {0, 0, 0.02, 0.5, 0.98, 1}[random.nextInt(6)];
            DataType type = TYPES.get(random.nextInt(TYPES.size()));
            Integer precision =
                    switch (type) {
                        case BIGINT -> random.nextBoolean() ? 32 : null;
                        case DECIMAL -> new Integer[] {9, 18, 38}[random.nextInt(3)];
                        default -> null;
                    };
            this.column = Column.of(name, type).withType(type, precision, type == DataType.DECIMAL ? 2 : null);
            this.counter = random.nextInt();
        }

        String name() {
            return column.name();
        }

        private long next() {
            return switch (pattern) {
                case 0 -> 7;
                case 1 -> counter++;
                case 2 -> random.nextInt();
                case 3 -> random.nextInt(10);
                case 4 -> counter += random.nextInt(1000) - 300;
                default -> {
                    if (run-- <= 0) {
                        run = random.nextInt(40);
                        last = random.nextInt(3);
                    }
                    yield last;
                }
            };
        }

        ColumnData data(int rows, List<@Nullable String> expected) {
            ColumnBuffer buffer = ColumnBuffer.of(column.type());
            for (int row = 0; row < rows; row++) {
                expected.add(random.nextDouble() < nulls ? null : put(buffer, row, next()));
            }
            return new ColumnData(column, buffer);
        }

        private String put(ColumnBuffer buffer, int row, long value) {
            if (buffer instanceof LongBuffer longs) {
                long number = column.precision() == null ? value * (pattern == 2 ? random.nextLong() : 1) : (int) value;
                longs.put(row, number);
                return String.valueOf(number);
            }
            if (buffer instanceof DoubleBuffer doubles) {
                double number = value % 97 == 0 ? Double.NaN : value % 89 == 0 ? -0.0 : value / 8.0;
                doubles.put(row, number);
                return Long.toHexString(Double.doubleToRawLongBits(number));
            }
            if (buffer instanceof BoolBuffer bools) {
                bools.put(row, value % 2 == 0);
                return String.valueOf(value % 2 == 0);
            }
            if (buffer instanceof DecimalBuffer decimals) {
                BigInteger unscaled = BigInteger.valueOf(value % 1_000_000_000L);
                if (Integer.valueOf(38).equals(column.precision())) {
                    unscaled = unscaled.multiply(BigInteger.TEN.pow(random.nextInt(29)));
                }
                decimals.put(row, new BigDecimal(unscaled, 2));
                return unscaled.toString();
            }
            byte[] bytes = column.type() == DataType.BINARY ? binary(value) : text(value);
            ((BytesBuffer) buffer).put(row, bytes, 0, bytes.length);
            return HexFormat.of().formatHex(bytes);
        }

        private static byte[] binary(long value) {
            return BigInteger.valueOf(value).toByteArray();
        }

        private static byte[] text(long value) {
            String text =
                    switch ((int) Math.floorMod(value, 11L)) {
                        case 0 -> "";
                        case 1 -> "\uD83D\uDE00 gr\u00fc\u00df " + value;
                        case 2 -> "x".repeat((int) Math.floorMod(value, 300L));
                        default -> "https://example.org/a/long/prefix/that/is/shared/by/all/" + value;
                    };
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Nullable
        String text(ResultSet rows) throws Exception {
            Object value = rows.getObject(name());
            if (value == null) {
                return null;
            }
            return switch (column.type()) {
                case BIGINT -> String.valueOf(rows.getLong(name()));
                case DOUBLE -> Long.toHexString(Double.doubleToRawLongBits(rows.getDouble(name())));
                case BOOL -> String.valueOf(rows.getBoolean(name()));
                case DECIMAL -> rows.getBigDecimal(name()).unscaledValue().toString();
                case BINARY -> {
                    Blob blob = rows.getBlob(name());
                    yield HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
                }
                default -> HexFormat.of().formatHex(rows.getString(name()).getBytes(StandardCharsets.UTF_8));
            };
        }
    }
}
