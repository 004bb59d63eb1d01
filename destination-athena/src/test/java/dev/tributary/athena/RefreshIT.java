package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.drop.Drop;
import dev.tributary.drop.DropReport;
import dev.tributary.drop.RefreshMode;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables, rows and states are taken away by a load, all or nothing, wherever it dies. */
class RefreshIT {
    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static final class Killed extends Error {}

    /** Orders in a Hive table, items with lists in an Iceberg one, each read on from its last id. */
    private static SourceDefinition source(int count) {
        return new SourceDefinition(
                "shop",
                List.of(
                        resource("orders", count, TableFormat.HIVE, "old"),
                        resource("items", count, TableFormat.ICEBERG, "old")),
                null);
    }

    private static ResourceDefinition resource(String name, int count, TableFormat format, String column) {
        return ResourceDefinition.of(name, state -> {
                    state.source().put("runs", state.source().path("runs").asInt() + 1);
                    return IntStream.range(0, count)
                            .mapToObj(i -> Map.of("id", i, column, "x", "parts", List.of("a", "b")));
                })
                .with(format)
                .incremental(IncrementalDefinition.on("id"));
    }

    private Pipeline pipeline(String dataset, Steps steps) {
        return Pipeline.of(
                dataset,
                dataset,
                AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, steps),
                working.resolve(dataset),
                RunSettings.defaults());
    }

    private RunReport run(String dataset, SourceDefinition source, RefreshMode mode) {
        return pipeline(dataset, Steps.NONE).run(source, RunOptions.defaults().refresh(mode));
    }

    private static List<String> tables(String dataset) {
        return lake.glue().getTables(b -> b.databaseName(dataset)).tableList().stream()
                .map(t -> t.name())
                .filter(n -> !n.startsWith("_dlt"))
                .toList();
    }

    private static long orders(String dataset) throws Exception {
        List<String> count = lake.hive(dataset, "orders", "select count(*) from files");
        return count.isEmpty() ? 0 : Long.parseLong(count.get(0));
    }

    private static List<String> columns(String dataset, String table) {
        return lake
                .glue()
                .getTable(b -> b.databaseName(dataset).name(table))
                .table()
                .storageDescriptor()
                .columns()
                .stream()
                .filter(c -> !"false".equals(c.parameters().get("iceberg.field.current")))
                .map(c -> c.name())
                .filter(c -> !c.startsWith("_dlt"))
                .toList();
    }

    @Test
    void dropsWhatTheSelectedResourcesMade() throws Exception {
        run("resources", source(4), null);
        SourceDefinition changed = new SourceDefinition(
                "shop",
                List.of(
                        resource("orders", 3, TableFormat.HIVE, "new"),
                        resource("items", 3, TableFormat.ICEBERG, "new")),
                null);

        run("resources", changed, RefreshMode.DROP_RESOURCES);

        assertThat(orders("resources")).isEqualTo(3);
        assertThat(lake.iceberg("resources", "items")).hasSize(3);
        assertThat(lake.iceberg("resources", "items__parts")).hasSize(6);
        assertThat(columns("resources", "orders")).containsExactlyInAnyOrder("id", "new");
        assertThat(columns("resources", "items")).containsExactlyInAnyOrder("id", "new");
        assertThat(state("resources")).contains("\"last_value\":2").contains("\"runs\":2");
    }

    @Test
    void leavesWhatIsNotSelected() throws Exception {
        run("selected", source(4), null);

        run("selected", source(3).select("items"), RefreshMode.DROP_RESOURCES);

        assertThat(orders("selected")).isEqualTo(4);
        assertThat(lake.iceberg("selected", "items")).hasSize(3);
    }

    @Test
    void dropsAllOfASource() {
        run("sources", source(4), null);

        run("sources", source(3).select("items"), RefreshMode.DROP_SOURCES);

        assertThat(tables("sources")).containsExactly("items", "items__parts");
        assertThat(lake.iceberg("sources", "items")).hasSize(3);
        assertThat(lake.keys("base/sources/orders/")).isEmpty();
        assertThat(state("sources")).contains("\"runs\":1").doesNotContain("orders");
    }

    @Test
    void dropsRowsAndKeepsColumns() throws Exception {
        run("data", source(4), null);

        run("data", source(3), RefreshMode.DROP_DATA);

        assertThat(orders("data")).isEqualTo(3);
        assertThat(lake.iceberg("data", "items")).hasSize(3);
        assertThat(lake.iceberg("data", "items__parts")).hasSize(6);
        run("data", source(0), RefreshMode.DROP_DATA);
        assertThat(orders("data")).isZero();
        assertThat(lake.iceberg("data", "items__parts")).isEmpty();
        assertThat(columns("data", "orders")).containsExactlyInAnyOrder("id", "old");
    }

    @Test
    void dropsNothingWhenTheExtractionFails() throws Exception {
        run("failing", source(4), null);
        SourceDefinition failing = new SourceDefinition(
                "shop",
                List.of(ResourceDefinition.of(
                        "orders",
                        s -> Stream.generate(() -> {
                            throw new IllegalStateException("no");
                        }))),
                null);

        assertThatThrownBy(() -> run("failing", failing, RefreshMode.DROP_SOURCES))
                .isInstanceOf(ExtractException.class);

        assertThat(orders("failing")).isEqualTo(4);
        assertThat(state("failing")).contains("\"last_value\":3");
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"PREPARED", "COMMIT", "LOADS", "CLEAN"})
    void finishesARefreshThatDied(Step step) throws Exception {
        String dataset = "killed_" + step.name().toLowerCase(Locale.ROOT);
        run(dataset, source(4), null);
        Steps killer = (at, done) -> {
            if (at == step && done) {
                throw new Killed();
            }
        };

        assertThatThrownBy(() -> pipeline(dataset, killer)
                        .run(source(3).select("items"), RunOptions.defaults().refresh(RefreshMode.DROP_SOURCES)))
                .isInstanceOf(Killed.class);
        run(dataset, source(3).select("items"), null);

        assertThat(tables(dataset)).containsExactly("items", "items__parts");
        assertThat(lake.iceberg(dataset, "items")).hasSize(3);
        assertThat(lake.keys("base/" + dataset + "/orders/")).isEmpty();
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
    }

    @Test
    void dropsResourcesByNameAndTellsWhatGoes() throws Exception {
        run("drop", source(4), null);
        Drop drop = new Drop("shop", List.of("re:ord.*", "none"), List.of("runs"), false, false);

        DropReport refused = pipeline("drop", Steps.NONE).drop(drop, RunOptions.defaults(), report -> false);
        assertThat(orders("drop")).isEqualTo(4);
        DropReport report = pipeline("drop", Steps.NONE).drop(drop, RunOptions.defaults(), r -> true);

        assertThat(report)
                .isEqualTo(refused)
                .isEqualTo(new DropReport(
                        "drop",
                        "drop",
                        List.of("orders__parts", "orders"),
                        List.of("orders"),
                        List.of("runs"),
                        List.of("none")));
        assertThat(tables("drop")).containsExactly("items", "items__parts");
        assertThat(lake.keys("base/drop/orders")).isEmpty();
        assertThat(state("drop"))
                .doesNotContain("runs")
                .doesNotContain("orders")
                .contains("items");
        run("drop", source(5), null);
        assertThat(orders("drop")).isEqualTo(5);
        assertThat(lake.iceberg("drop", "items")).hasSize(5);
    }

    @Test
    void dropsStatesOnly() throws Exception {
        run("state", source(2), null);

        pipeline("state", Steps.NONE)
                .drop(new Drop("shop", List.of(), List.of(), true, true), RunOptions.defaults(), r -> true);
        run("state", source(2), null);

        assertThat(orders("state")).isEqualTo(4);
    }

    @Test
    void saysThatThereIsNothingToDropFrom() {
        assertThatThrownBy(() -> pipeline("absent", Steps.NONE)
                        .drop(new Drop("shop", List.of(), List.of(), true, false), RunOptions.defaults(), r -> true))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot find pipeline 'absent' in dataset 'absent': it has loaded nothing there (name another pipeline or dataset)");
    }

    @Test
    void makesTheWorkingFolderWhatTheLakeKnows() throws Exception {
        RunReport first = run("sync", source(2), null);
        Steps killer = (at, done) -> {
            throw new Killed();
        };
        assertThatThrownBy(() -> pipeline("sync", killer).run(source(3), RunOptions.defaults()))
                .isInstanceOf(Killed.class);

        LoadId known = pipeline("sync", Steps.NONE)
                .sync("shop", RunOptions.defaults())
                .orElseThrow()
                .loadId();

        assertThat(known).isEqualTo(first.loadId().orElseThrow());
        assertThat(working.resolve("sync/packages")).isEmptyDirectory();
        assertThat(pipeline("never", Steps.NONE).sync("shop", RunOptions.defaults()))
                .isEmpty();
    }

    private String state(String dataset) {
        return pipeline(dataset, Steps.NONE)
                .sync("shop", RunOptions.defaults())
                .orElseThrow()
                .state()
                .json()
                .toString();
    }
}
