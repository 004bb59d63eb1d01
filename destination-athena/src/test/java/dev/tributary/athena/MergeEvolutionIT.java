package dev.tributary.athena;

import static dev.tributary.athena.MergeIT.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Merges by keys that old files have in other types, under other names or not at all. */
class MergeEvolutionIT {
    private static final Column OLD_CODE = code(5);
    private static final Column OLD_LABEL = Column.of("label", DataType.TEXT);

    @TempDir
    static Path folder;

    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.ENGINE.findsJava() ? TestLake.engine() : TestLake.start();
    }

    @AfterAll
    static void stop() {
        if (!TestLake.ENGINE.findsJava()) {
            lake.close();
        }
    }

    private static Column code(int precision) {
        return new Column("code", DataType.DECIMAL, true, precision, 2, Set.of(ColumnHint.PRIMARY_KEY), null);
    }

    /** The key is renamed and widened, its other half widened, the label renamed, and one column is new. */
    private static Table evolved(MergeStrategy strategy) {
        return MergeIT.users(
                strategy,
                MergeIT.ID.renamedFrom("nr"),
                code(20),
                Column.of("name", DataType.TEXT).renamedFrom("label"),
                Column.of("late", DataType.TEXT),
                MergeIT.ROW_KEY);
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number);
    }

    /** A file without {@code nr}, and one in which another writer has it as an int. */
    private static void loadOld(String dataset, MergeStrategy strategy) throws IOException {
        Table old = MergeIT.users(strategy, OLD_CODE, OLD_LABEL, MergeIT.ROW_KEY);
        lake.load(next(dataset, 1)
                .rows(old, List.of(), row(decimal("1.25"), "no number", "r0"))
                .rows(
                        MergeIT.pets(),
                        List.of(),
                        row("pet 0", "r0", "p0"),
                        row("pet 1", "r1", "p1"),
                        row("pet 2", "r2", "p2"),
                        row("pet 3", "r3", "p3"))
                .complete());
        lake.change(dataset, "users", t -> {
            t.updateSchema().addColumn("nr", Types.IntegerType.get()).commit();
            append(
                    t,
                    row(decimal("1.25"), "one", "r1", 1),
                    row(decimal("2.50"), "two", "r2", 2),
                    row(decimal("1.25"), "three", "r3", 3),
                    row(decimal("1.25"), "four", "r4", 4));
        });
    }

    private static void append(org.apache.iceberg.Table table, Object[]... rows) {
        DataWriter<Record> written;
        try (DataWriter<Record> writer = Parquet.writeData(
                        table.io().newOutputFile(table.location() + "/data/by-another.parquet"))
                .forTable(table)
                .createWriterFunc((schema, type) -> GenericParquetWriter.create(schema, type))
                .build()) {
            for (Object[] values : rows) {
                Record record = GenericRecord.create(table.schema());
                for (int i = 0; i < values.length; i++) {
                    record.set(i, values[i]);
                }
                writer.write(record);
            }
            written = writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend().appendFile(written.toDataFile()).commit();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "DELETE_INSERT"})
    void findsOldRowsByTheirKeys(MergeStrategy strategy) throws Exception {
        String dataset = "evolved_" + strategy.name().toLowerCase(Locale.ROOT);
        boolean keepsIds = strategy == MergeStrategy.UPSERT;
        String one = keepsIds ? "r1" : "s1";
        String two = keepsIds ? "r2" : "t2";
        loadOld(dataset, strategy);

        lake.load(next(dataset, 2)
                .rows(
                        evolved(strategy),
                        List.of(),
                        row(1L, decimal("1.25"), "one of 2", "x", one),
                        row(2L, decimal("123456789.50"), "other two", "y", "s2"),
                        row(5_000_000_000L, decimal("1.25"), "large", null, "s5"))
                .rows(MergeIT.pets(), List.of(), row("pet 1 of 2", one, "q1"))
                .complete());

        List<List<String>> second = List.of(
                List.of("1", "1.25", "one of 2", "x", one),
                List.of("2", "2.50", "two", "null", "r2"),
                List.of("2", "123456789.50", "other two", "y", "s2"),
                List.of("3", "1.25", "three", "null", "r3"),
                List.of("4", "1.25", "four", "null", "r4"),
                List.of("5000000000", "1.25", "large", "null", "s5"),
                List.of("null", "1.25", "no number", "null", "r0"));
        assertHas(dataset, second, List.of("pet 0 r0", "pet 1 of 2 " + one, "pet 2 r2", "pet 3 r3"));

        lake.load(next(dataset, 3)
                .rows(
                        evolved(strategy),
                        List.of(),
                        row(2L, decimal("2.50"), "two of 3", "z", two),
                        row(3L, decimal("1.25"), "three of 3", "z", keepsIds ? "r3" : "t3"))
                .rows(MergeIT.pets(), List.of(), row("pet 2 of 3", two, "u2"))
                .complete());

        List<List<String>> third = new ArrayList<>(second);
        third.set(1, List.of("2", "2.50", "two of 3", "z", two));
        third.set(3, List.of("3", "1.25", "three of 3", "z", keepsIds ? "r3" : "t3"));
        assertHas(dataset, third, List.of("pet 0 r0", "pet 1 of 2 " + one, "pet 2 of 3 " + two));
    }

    private static void assertHas(String dataset, List<List<String>> users, List<String> pets) {
        List<String> columns = List.of("id", "code", "name", "late", "_dlt_id");
        assertThat(lake.iceberg(dataset, "users"))
                .extracting(r -> columns.stream().map(c -> plain(r.getField(c))).toList())
                .containsExactlyInAnyOrderElementsOf(users);
        assertThat(lake.iceberg(dataset, "users__pets"))
                .extracting(r -> r.getField("pet") + " " + r.getField("_dlt_root_id"))
                .containsExactlyInAnyOrderElementsOf(pets);
        if (TestLake.ENGINE.findsJava()) {
            assertThat(lake.query(dataset, "SELECT " + String.join(", ", columns) + " FROM users"))
                    .containsExactlyInAnyOrderElementsOf(users);
        }
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
