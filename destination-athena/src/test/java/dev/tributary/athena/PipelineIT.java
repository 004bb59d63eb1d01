package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.error.ExtractException;
import dev.tributary.error.LoadException;
import dev.tributary.error.SchemaException;
import dev.tributary.report.RunReport;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.change.SchemaChange;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs, from records to tables, read back by readers that are not ours. */
class PipelineIT {
    /** The rows that one load of blocks.json makes. */
    private static final Map<String, Long> ROWS = Map.of(
            "blocks", 2L,
            "blocks__transactions", 2L,
            "blocks__transactions__logs", 2L,
            "blocks__transactions__logs__topics", 3L,
            "blocks__transactions__access_list", 1L,
            "blocks__transactions__access_list__storage_keys", 2L,
            "blocks__uncles", 1L);

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void appendDoublesEveryTable(TableFormat format) throws Exception {
        String dataset = "append_" + format.id();

        run(dataset, blocks(format, WriteDisposition.APPEND));
        RunReport second = run(dataset, blocks(format, WriteDisposition.APPEND));

        for (String table : ROWS.keySet()) {
            assertThat(count(dataset, table, format)).as(table).isEqualTo(ROWS.get(table) * 2);
        }
        assertThat(second.schemaChanges()).isEmpty();
        assertThat(second.requests().athena()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replaceLeavesEveryTableAsItWas(TableFormat format) throws Exception {
        String dataset = "replace_" + format.id();

        run(dataset, blocks(format, WriteDisposition.REPLACE));
        run(dataset, blocks(format, WriteDisposition.REPLACE));

        for (String table : ROWS.keySet()) {
            assertThat(count(dataset, table, format)).as(table).isEqualTo(ROWS.get(table));
        }
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replaceWithNothingLeavesEmptyTables(TableFormat format) throws Exception {
        String dataset = "empty_" + format.id();
        run(dataset, blocks(format, WriteDisposition.REPLACE));

        run(
                dataset,
                source(ResourceDefinition.of("blocks", state -> Stream.empty())
                        .with(format)
                        .with(WriteDisposition.REPLACE)));

        for (String table : ROWS.keySet()) {
            assertThat(count(dataset, table, format)).as(table).isZero();
        }
    }

    @Test
    void keepsIntegersBeyond64BitsToTheLastDigit() throws Exception {
        run("digits", blocks(TableFormat.ICEBERG, WriteDisposition.APPEND));

        assertThat(lake.iceberg("digits", "blocks").stream()
                        .map(r -> r.getField("total_difficulty").toString()))
                .containsExactlyInAnyOrder("50719297655545113494805", "50719312122873061475649");
    }

    @Test
    void keepsMicrosecondsInIcebergTables() throws Exception {
        run("micros", blocks(TableFormat.ICEBERG, WriteDisposition.APPEND));

        assertThat(lake.iceberg("micros", "blocks").stream()
                        .map(r -> r.getField("mined_at"))
                        .filter(Objects::nonNull)
                        .map(Object::toString))
                .containsExactly("2022-06-03T10:47:17.123456");
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void goesOnFromTheLakeWhenTheWorkingFolderIsGone(TableFormat format) throws Exception {
        String dataset = "restore_" + format.id();
        run(dataset, blocks(format, WriteDisposition.APPEND));

        RunReport report = pipeline(dataset, working.resolve("another"))
                .run(blocks(format, WriteDisposition.APPEND), RunOptions.defaults());

        assertThat(report.schemaChanges()).isEmpty();
        assertThat(count(dataset, "blocks__transactions", format)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void addsColumnsThatAppearLater(TableFormat format) throws Exception {
        String dataset = "evolve_" + format.id();
        run(dataset, source(maps("items", Map.of("id", 1)).with(format)));

        RunReport report =
                run(dataset, source(maps("items", Map.of("id", 2, "name", "b")).with(format)));

        assertThat(report.schemaChanges()).containsExactly(new SchemaChange.NewColumn("items", "name", DataType.TEXT));
        assertThat(count(dataset, "items", format)).isEqualTo(2);
    }

    @Test
    void loadsAPackageThatAnEarlierRunLeft() throws Exception {
        SourceDefinition items = source(maps("items", Map.of("id", 1)));
        AthenaDestination dying = AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, failing());
        Pipeline first = Pipeline.of("left", "left", dying, working, RunSettings.defaults());
        assertThatThrownBy(() -> first.run(items, RunOptions.defaults())).isInstanceOf(Error.class);

        RunReport report = run("left", source(maps("items", Map.of("id", 2))));

        assertThat(report.finished()).hasSize(1);
        assertThat(count("left", "items", TableFormat.HIVE)).isEqualTo(2);
    }

    @Test
    void dropsAPackageThatALaterRunElsewhereHasMadeStale() throws Exception {
        AthenaDestination dying = AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, failing());
        Pipeline first = Pipeline.of("stale", "stale", dying, working, RunSettings.defaults());
        SourceDefinition items = source(maps("items", Map.of("id", 1)));
        assertThatThrownBy(() -> first.run(items, RunOptions.defaults())).isInstanceOf(Error.class);
        pipeline("stale", working.resolve("elsewhere")).run(items, RunOptions.defaults());

        RunReport report = run("stale", source(maps("items", Map.of("id", 2))));

        assertThat(report.finished()).isEmpty();
        assertThat(count("stale", "items", TableFormat.HIVE)).isEqualTo(2);
    }

    @Test
    void saysWhoRunsThePipelineAlready() {
        try (DestinationSession other = lake.open("busy", "busy", Steps.NONE)) {
            assertThatThrownBy(() -> run("busy", source(maps("items", Map.of("id", 1)))))
                    .isInstanceOfSatisfying(
                            LoadException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageMatching("(?s)Cannot run pipeline 'busy': .*process \\d+ .* since .*");
        }
    }

    @Test
    void rejectsARecordAndLoadsTheOthers() throws Exception {
        ResourceDefinition lines = ResourceDefinition.of(
                "items", state -> Stream.of(RawJson.of("items", "{\"a\":1}\n{\"a\":\n{\"a\":3}")));

        RunReport report = run("rejects", source(lines));

        assertThat(report.rejects()).isEqualTo(1);
        assertThat(lake.hive("rejects", "items", "select a from files order by 1"))
                .containsExactly("1", "3");
        assertThat(lake.hive("rejects", "_dlt_rejects", "select record from files"))
                .containsExactly("{\"a\":");
    }

    @Test
    void refusesATimeOfDayBeforeAnythingIsLoaded() {
        assertThatThrownBy(() -> run("times", source(maps("items", Map.of("at", LocalTime.NOON)))))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot load column 'items.at': Athena has no type for a time of day (convert it to text, to a"
                                + " bigint of microseconds, or to a timestamp)");
        assertThat(lake.keys("base/times/items")).isEmpty();
    }

    @Test
    void loadsNothingWhenAResourceFails() {
        ResourceDefinition failing = ResourceDefinition.of(
                "items",
                state -> Stream.iterate(0, i -> i + 1).map(i -> {
                    if (i == 700) {
                        throw new IllegalStateException("the API said no");
                    }
                    return Map.of("i", i);
                }));

        assertThatThrownBy(() -> run("fails", source(failing)))
                .isInstanceOf(ExtractException.class)
                .hasMessage(
                        "Cannot extract resource 'items': IllegalStateException: the API said no (nothing of this run is"
                                + " loaded; mend the source and run again)");
        assertThat(lake.keys("base/fails/items")).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToLoad() {
        RunReport report = run("nothing", source(ResourceDefinition.of("items", state -> Stream.empty())));

        assertThat(report.status()).isEqualTo(RunReport.Status.NOTHING_TO_LOAD);
        assertThat(report.loadId()).isEmpty();
    }

    /** Steps that end the process, as far as a test can, before a load has prepared anything. */
    private static Steps failing() {
        return (step, done) -> {
            throw new Error("died before " + step);
        };
    }

    private static long count(String dataset, String table, TableFormat format) throws Exception {
        if (format == TableFormat.ICEBERG) {
            return lake.iceberg(dataset, table).size();
        }
        List<String> counts = lake.hive(dataset, table, "select count(*) from files");
        return counts.isEmpty() ? 0 : Long.parseLong(counts.get(0));
    }

    private RunReport run(String dataset, SourceDefinition source) {
        return pipeline(dataset, working).run(source, RunOptions.defaults());
    }

    private static Pipeline pipeline(String dataset, Path folder) {
        return Pipeline.of(dataset, dataset, AthenaDestination.of(lake.settings()), folder, RunSettings.defaults());
    }

    private static SourceDefinition blocks(TableFormat format, WriteDisposition disposition) {
        return source(ResourceDefinition.of("blocks", state -> Stream.of(new RawJson("blocks.json", PipelineIT::open)))
                .with(format)
                .with(disposition));
    }

    private static InputStream open() throws IOException {
        return Objects.requireNonNull(PipelineIT.class.getResourceAsStream("/blocks.json"));
    }

    private static SourceDefinition source(ResourceDefinition resource) {
        return new SourceDefinition("test", List.of(resource), null);
    }

    private static ResourceDefinition maps(String name, Map<String, ?> record) {
        return ResourceDefinition.of(name, state -> Stream.of(record));
    }
}
