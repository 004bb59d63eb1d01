package dev.tributary.athena;

import static dev.tributary.athena.TestPackage.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A load that dies at any effect leaves, after the next run, every row once, with or without its working folder. */
class KillIT {
    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    /** A death that nothing in the load catches. */
    private static final class Killed extends Error {}

    static Stream<Arguments> everyStep() {
        return Stream.of(WriteDisposition.APPEND, WriteDisposition.REPLACE)
                .flatMap(d -> Stream.of(Step.values())
                        .filter(step -> step != Step.STREAM)
                        .flatMap(s -> Stream.of(Arguments.of(d, s, false), Arguments.of(d, s, true))));
    }

    private static LoadPackage load(String dataset, String loadId, WriteDisposition disposition, int first, int count)
            throws IOException {
        TestPackage loadPackage = new TestPackage(folder, "p", dataset, loadId);
        for (TableFormat format : TableFormat.values()) {
            Table table = table(
                    format.id(),
                    format,
                    disposition,
                    Column.of("id", DataType.BIGINT),
                    Column.of("name", DataType.TEXT));
            loadPackage.items(table, first, count);
        }
        return loadPackage.complete();
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void leavesEveryRowOnce(WriteDisposition disposition, Step step, boolean done) throws Exception {
        String dataset = "kill_%s_%s_%s".formatted(disposition.id(), step, done).toLowerCase(Locale.ROOT);
        lake.load(load(dataset, "1700000000.000001", disposition, 0, 10));
        LoadPackage second = load(dataset, "1700000000.000002", disposition, 10, 5);
        Steps killer = (at, after) -> {
            if (at == step && after == done) {
                throw new Killed();
            }
        };
        try (DestinationSession dying = lake.open("p", dataset, killer)) {
            assertThatThrownBy(() -> dying.load(second)).isInstanceOf(Killed.class);
        }
        boolean keepsItsFolder = step.ordinal() % 2 == 0;
        try (DestinationSession next = lake.open("p", dataset, Steps.NONE)) {
            if (keepsItsFolder) {
                next.load(second);
            } else if (!next.newestLoad().equals(Optional.of(second.loadId()))) {
                next.load(load(dataset, "1700000000.000003", disposition, 10, 5));
            }
        }
        int rows = disposition == WriteDisposition.APPEND ? 15 : 5;
        assertThat(lake.iceberg(dataset, "iceberg")).hasSize(rows);
        assertThat(lake.hive(dataset, "hive", "select count(distinct id) || '/' || count(*) from files"))
                .containsExactly(rows + "/" + rows);
        assertThat(lake.iceberg(dataset, "_dlt_loads")).hasSize(2);
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "STREAM")
    void leavesEveryRowOnceWhenTheProcessDies(Step step) throws Exception {
        String dataset = "halted_" + step.name().toLowerCase(Locale.ROOT);
        lake.load(load(dataset, "1700000000.000001", WriteDisposition.APPEND, 0, 10));
        LoadPackage second = load(dataset, "1700000000.000002", WriteDisposition.APPEND, 10, 5);
        Process process = lake.fork(
                HaltedLoad.class, step.name(), dataset, second.folder().toString());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(HaltedLoad.HALTED);
        try (DestinationSession next = lake.open("p", dataset, Steps.NONE)) {
            if (!next.newestLoad().equals(Optional.of(new LoadId("1700000000.000002")))) {
                next.load(load(dataset, "1700000000.000003", WriteDisposition.APPEND, 10, 5));
            }
        }
        assertThat(lake.iceberg(dataset, "iceberg")).hasSize(15);
        assertThat(lake.hive(dataset, "hive", "select count(distinct id) || '/' || count(*) from files"))
                .containsExactly("15/15");
    }
}
