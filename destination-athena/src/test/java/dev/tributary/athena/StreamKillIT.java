package dev.tributary.athena;

import static dev.tributary.athena.StreamedRun.PART;
import static dev.tributary.athena.StreamedRun.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that dies at any effect while it streams, or later, leaves every row once after the next run, which has an empty
 * working folder, and neither an object nor an unfinished upload of its own.
 */
class StreamKillIT {
    /** The profile soak kills at each effect and with both dispositions; every build at some. */
    private static final boolean EACH = Boolean.getBoolean("soak.kills");

    /** A file that is streamed, and one that is too small for that. */
    private static final long FILE = PART + (PART >> 3);

    private static final int RECORDS = (int) (FILE / RECORD) + 32;

    /** About as many, counted before and after, as there are until two tables are prepared. */
    private static final int EFFECTS = 24;

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static final class Killed extends Error {}

    /** Dies at an effect, counted from 0, and does nothing more after that. */
    private static final class Killer implements Steps {
        private final int effect;
        private int seen;

        Killer(int effect) {
            this.effect = effect;
        }

        @Override
        public synchronized void on(Step step, boolean done) {
            if (seen++ >= effect) {
                throw new Killed();
            }
        }
    }

    static Stream<Arguments> effects() {
        return IntStream.range(0, EFFECTS)
                .filter(effect -> EACH || effect % 3 == 2)
                .boxed()
                .flatMap(effect -> Stream.of(WriteDisposition.APPEND, WriteDisposition.REPLACE)
                        .filter(d -> EACH || d.ordinal() == effect / 3 % 2)
                        .map(d -> Arguments.of(d, effect)));
    }

    private RunReport run(Steps steps, String dataset, SourceDefinition source) throws IOException {
        return StreamedRun.run(
                lake.settings().staging(StreamedRun.STREAM),
                steps,
                dataset,
                Files.createTempDirectory(working, "run"),
                StreamedRun.settings(FILE),
                source);
    }

    /** Runs again, with nothing of what the dead run had on its disk, unless that load is found to have been prepared. */
    private void runAgain(String dataset, RunReport first, SourceDefinition source) throws IOException {
        boolean counts;
        try (DestinationSession next = lake.open("p", dataset, Steps.NONE)) {
            counts = !next.newestLoad().equals(first.loadId());
        }
        leavesNothingUnfinished(dataset);
        if (!counts) {
            run(Steps.NONE, dataset, source);
        }
    }

    private static void leavesNothingUnfinished(String dataset) {
        assertThat(lake.s3()
                        .listMultipartUploads(b -> b.bucket(TestLake.BUCKET).prefix("base/" + dataset + "/"))
                        .uploads())
                .isEmpty();
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
        List<String> loads = lake.iceberg(dataset, "_dlt_loads").stream()
                .map(r -> r.getField("load_id").toString())
                .toList();
        assertThat(Stream.of("hive/", "iceberg/data/")
                        .flatMap(folder -> lake.keys("base/" + dataset + "/" + folder).stream()))
                .allMatch(key -> loads.stream().anyMatch(key::contains));
    }

    @ParameterizedTest
    @MethodSource("effects")
    void leavesEveryRowOnce(WriteDisposition disposition, int effect) throws Exception {
        String dataset = "kill_%s_%d".formatted(disposition.id(), effect);
        RunReport first = run(Steps.NONE, dataset, StreamedRun.source(disposition, 0, 10));
        SourceDefinition second = StreamedRun.source(disposition, 10, RECORDS);

        assertThatThrownBy(() -> run(new Killer(effect), dataset, second)).isInstanceOf(Killed.class);
        runAgain(dataset, first, second);

        hasRows(dataset, disposition == WriteDisposition.APPEND ? 10 + RECORDS : RECORDS);
        leavesNothingUnfinished(dataset);
    }

    private static void hasRows(String dataset, int rows) throws Exception {
        assertThat(lake.iceberg(dataset, "iceberg"))
                .extracting(r -> r.getField("id"))
                .hasSize(rows)
                .doesNotHaveDuplicates();
        assertThat(lake.hive(dataset, "hive", "select count(distinct id) || '/' || count(*) from files"))
                .containsExactly(rows + "/" + rows);
        assertThat(lake.iceberg(dataset, "_dlt_loads")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"STREAM", "COMMIT"})
    void leavesEveryRowOfAMergeOnce(Step step) throws Exception {
        String dataset = "kill_merge_" + step.name().toLowerCase(Locale.ROOT);
        RunReport first = run(Steps.NONE, dataset, merged(0, 10));
        SourceDefinition second = merged(5, RECORDS);
        AtomicInteger uploads = new AtomicInteger();
        Steps killer = (at, done) -> {
            if (uploads.get() > 2 || at == step && done && uploads.incrementAndGet() > (step == Step.STREAM ? 2 : 0)) {
                uploads.set(3);
                throw new Killed();
            }
        };

        assertThatThrownBy(() -> run(killer, dataset, second)).isInstanceOf(Killed.class);
        runAgain(dataset, first, second);

        assertThat(lake.iceberg(dataset, "iceberg"))
                .extracting(r -> r.getField("id"))
                .hasSize(5 + RECORDS)
                .doesNotHaveDuplicates();
        assertThat(lake.iceberg(dataset, "_dlt_loads")).hasSize(2);
    }

    private static SourceDefinition merged(int first, int count) {
        ResourceDefinition items = ResourceDefinition.of("iceberg", state -> StreamedRun.records(first, count))
                .with(TableFormat.ICEBERG)
                .with(WriteDisposition.MERGE);
        return new SourceDefinition("shop", List.of(items.with(items.hints().primaryKey("id"))), null);
    }

    /** The third request of files in parts is for a part, be the file streamed or not. */
    @ParameterizedTest
    @CsvSource({"stream, STREAM, 3", "stream, UPLOAD, 2", "local, UPLOAD, 3"})
    void leavesNoUploadBehindWhenTheProcessDies(String staging, Step step, int occurrence) throws Exception {
        String dataset = "halted_%s_%s".formatted(staging, step).toLowerCase(Locale.ROOT);
        RunReport first = run(Steps.NONE, dataset, StreamedRun.source(WriteDisposition.APPEND, 0, 10));
        long file = staging.equals("stream") ? FILE : 3 * PART;
        int records = staging.equals("stream") ? RECORDS : (int) (2 * PART / RECORD) + 32;

        Process process = lake.fork(
                HaltedRun.class,
                staging,
                step.name(),
                "" + occurrence,
                dataset,
                working.resolve("dead").toString(),
                "" + file,
                "" + records);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(HaltedLoad.HALTED);
        assertThat(lake.s3()
                        .listMultipartUploads(b -> b.bucket(TestLake.BUCKET).prefix("base/" + dataset + "/"))
                        .uploads())
                .isNotEmpty();
        runAgain(dataset, first, StreamedRun.source(WriteDisposition.APPEND, 10, records));

        hasRows(dataset, 10 + records);
        leavesNothingUnfinished(dataset);
    }
}
