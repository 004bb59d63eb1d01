package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.testkit.RandomTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random columns, written by the encoder, loaded, and read by Athena's own kind of engine, are equal to the bit. */
class RandomColumnsIT {
    /** All that Athena can store. */
    private static final List<DataType> TYPES = List.copyOf(EnumSet.complementOf(EnumSet.of(DataType.TIME)));

    static TestLake lake;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        lake = TestLake.engine();
    }

    /** Some in every build, more where {@code -Dfuzz.seeds} says so, from {@code -Dfuzz.first} on. */
    static LongStream seeds() {
        long first = Long.getLong("fuzz.first", 0);
        return LongStream.range(first, first + Long.getLong("fuzz.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsBackEqual(long seed) throws Exception {
        TableFormat format = seed % 2 == 0 ? TableFormat.ICEBERG : TableFormat.HIVE;
        RandomTable random = new RandomTable(seed, format, TYPES);
        String dataset = "random_" + seed;
        Table table = TestPackage.table(
                "random", format, WriteDisposition.APPEND, random.columns().toArray(Column[]::new));
        lake.load(TestPackage.numbered(folder, dataset, 1).file(table, random).complete());

        Map<String, List<@Nullable String>> read = new LinkedHashMap<>();
        random.columns().forEach(c -> read.put(c.name(), new ArrayList<>()));
        String selected = random.columns().stream().map(RandomColumnsIT::sql).collect(Collectors.joining(", "));
        for (List<String> row : lake.query(dataset, "SELECT " + selected + " FROM random ORDER BY n")) {
            for (int i = 0; i < row.size(); i++) {
                Column column = random.columns().get(i);
                read.get(column.name()).add(text(column, row.get(i)));
            }
        }

        assertThat(read).isEqualTo(random.values());
    }

    private static String sql(Column column) {
        String name = column.name();
        return switch (column.type()) {
            case DOUBLE -> "to_hex(to_ieee754_64(%s))".formatted(name);
            case BINARY -> "to_hex(%s)".formatted(name);
            case TEXT, JSON -> "to_hex(to_utf8(%s))".formatted(name);
            default -> name;
        };
    }

    private static @Nullable String text(Column column, String value) {
        if (value.equals("null")) {
            return null;
        }
        return switch (column.type()) {
            case DOUBLE -> Long.toHexString(Long.parseUnsignedLong(value, 16));
            case BINARY, TEXT, JSON -> value.toLowerCase(Locale.ROOT);
            case DECIMAL, WEI -> new BigDecimal(value).unscaledValue().toString();
            case DATE -> String.valueOf(LocalDate.parse(value).toEpochDay());
            case TIMESTAMP ->
                String.valueOf(ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                        LocalDateTime.parse(value.replace(' ', 'T'))));
            default -> value;
        };
    }
}
