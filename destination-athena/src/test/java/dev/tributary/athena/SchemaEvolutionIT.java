package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.error.SchemaException;
import dev.tributary.report.RunReport;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.change.SchemaChange;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that get other names and wider types in tables that have rows. */
class SchemaEvolutionIT {
    private static final Column RENAMED = Column.of("amount").renamedFrom("sum");

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    @Test
    void renamesAColumnOfAnIcebergTableWithItsValues() {
        run("renames", Steps.NONE, TableFormat.ICEBERG, Map.of("id", 1, "sum", 10));

        RunReport second = run("renames", Steps.NONE, TableFormat.ICEBERG, Map.of("id", 2, "amount", 20), RENAMED);
        RunReport third = run("renames", Steps.NONE, TableFormat.ICEBERG, Map.of("id", 3, "amount", 30), RENAMED);

        assertThat(second.schemaChanges()).containsExactly(new SchemaChange.RenamedColumn("items", "sum", "amount"));
        assertThat(third.schemaChanges()).isEmpty();
        assertThat(values("renames", "amount")).containsExactlyInAnyOrder(10L, 20L, 30L);
        assertThat(lake.iceberg("renames", "items").get(0).struct().field("sum"))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"PREPARED", "TABLE", "COMMIT", "STATE"})
    void renamesOnceWhateverStepTheProcessDiesAt(Step step) {
        String dataset = "dies_" + step.name().toLowerCase();
        run(dataset, Steps.NONE, TableFormat.ICEBERG, Map.of("id", 1, "sum", 10));
        Steps dying = (at, done) -> {
            if (at == step && done) {
                throw new Error("died behind " + at);
            }
        };
        assertThatThrownBy(() -> run(dataset, dying, TableFormat.ICEBERG, Map.of("id", 2, "amount", 20), RENAMED))
                .isInstanceOf(Error.class);

        run(dataset, Steps.NONE, TableFormat.ICEBERG, Map.of("id", 3, "amount", 30), RENAMED);

        assertThat(values(dataset, "amount")).containsExactlyInAnyOrder(10L, 20L, 30L);
    }

    @Test
    void refusesToRenameAColumnOfAHiveTable() {
        run("hive", Steps.NONE, TableFormat.HIVE, Map.of("id", 1, "sum", 10));

        assertThatThrownBy(() -> run("hive", Steps.NONE, TableFormat.HIVE, Map.of("amount", 20), RENAMED))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot rename column 'sum' of table 'items' to 'amount': it is a Hive table, whose files name their columns (leave out renamedFrom to get a new column, or make it an Iceberg table)");
    }

    @Test
    void widensADecimalInPlace() {
        Column narrow = Column.of("price", DataType.DECIMAL).precision(5, 2);
        Column wide = Column.of("price", DataType.DECIMAL).precision(20, 2);
        run("widens", Steps.NONE, TableFormat.ICEBERG, Map.of("price", new BigDecimal("1.25")), narrow);

        RunReport second =
                run("widens", Steps.NONE, TableFormat.ICEBERG, Map.of("price", new BigDecimal("123456789.50")), wide);

        assertThat(second.schemaChanges())
                .containsExactly(new SchemaChange.PromotedColumn("items", "price", "decimal(5,2)", "decimal(20,2)"));
        assertThat(values("widens", "price"))
                .containsExactlyInAnyOrder(new BigDecimal("1.25"), new BigDecimal("123456789.50"));
    }

    private static List<Object> values(String dataset, String column) {
        return lake.iceberg(dataset, "items").stream()
                .map(r -> r.getField(column))
                .toList();
    }

    private RunReport run(String dataset, Steps steps, TableFormat format, Map<String, ?> record, Column... columns) {
        TableHints hints = TableHints.of("items").format(format).columns(columns);
        ResourceDefinition items =
                ResourceDefinition.of("items", state -> Stream.of(record)).with(hints);
        return Pipeline.of(
                        dataset,
                        dataset,
                        AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, steps),
                        working,
                        RunSettings.defaults())
                .run(new SourceDefinition("test", List.of(items), null), RunOptions.defaults());
    }
}
