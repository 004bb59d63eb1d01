package dev.tributary.athena;

import static dev.tributary.athena.StreamedRun.PART;
import static dev.tributary.athena.StreamedRun.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.report.RunReport;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads whose data files go to the bucket while they are written. */
class StreamIT {
    private static final long FILE = PART + (PART >> 1);
    private static final int RECORDS = (int) (2 * PART / RECORD);

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private RunReport run(Staging staging, Steps steps, String dataset, SourceDefinition source) {
        return StreamedRun.run(
                lake.settings().staging(staging), steps, dataset, working, StreamedRun.settings(FILE), source);
    }

    private RunReport stream(String dataset, WriteDisposition disposition, int first, int count) {
        return run(StreamedRun.STREAM, Steps.NONE, dataset, StreamedRun.source(disposition, first, count));
    }

    private static List<String> unfinished() {
        return lake.s3().listMultipartUploads(b -> b.bucket(TestLake.BUCKET)).uploads().stream()
                .map(u -> u.key())
                .toList();
    }

    private static void hasRows(String dataset, int rows) throws Exception {
        assertThat(lake.iceberg(dataset, "iceberg"))
                .extracting(r -> r.getField("id"))
                .hasSize(rows)
                .doesNotHaveDuplicates();
        assertThat(lake.hive(dataset, "hive", "select count(distinct id) || '/' || count(*) from files"))
                .containsExactly(rows + "/" + rows);
    }

    private static void hasNothing(String dataset) {
        assertThat(lake.keys("base/" + dataset + "/")).allMatch(k -> k.contains("_dlt_leases"));
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void writesTheRowsOfALocalPackage() throws Exception {
        AtomicInteger effects = new AtomicInteger();
        Steps count = (step, done) -> effects.addAndGet(step == Step.STREAM && done ? 1 : 0);
        SourceDefinition source = StreamedRun.source(WriteDisposition.APPEND, 0, RECORDS);

        RunReport streamed = run(StreamedRun.STREAM, count, "streamed", source);
        run(StreamedRun.LOCAL, Steps.NONE, "local", source);

        assertThat(effects.get()).isGreaterThanOrEqualTo(6);
        hasRows("streamed", RECORDS);
        String rows = "select md5(string_agg(id || noise, ',' order by id)) from files";
        assertThat(lake.hive("streamed", "hive", rows)).isEqualTo(lake.hive("local", "hive", rows));
        assertThat(noise("streamed")).isEqualTo(noise("local"));
        assertThat(lake.keys("base/streamed/hive/"))
                .hasSameSizeAs(lake.keys("base/local/hive/"))
                .hasSizeGreaterThan(1);
        assertThat(streamed.tables()).allSatisfy(t -> assertThat(t.rows()).isEqualTo(RECORDS));
        assertThat(unfinished()).isEmpty();
        assertThat(lake.keys("base/streamed/_dlt_intents/")).isEmpty();
        assertThat(working.resolve("packages")).isEmptyDirectory();
    }

    private static Map<Object, Object> noise(String dataset) {
        return lake.iceberg(dataset, "iceberg").stream()
                .collect(java.util.stream.Collectors.toMap(r -> r.getField("id"), r -> r.getField("noise")));
    }

    @Test
    void exchangesTheRowsOfReplacedTables() throws Exception {
        stream("replaced", WriteDisposition.REPLACE, 0, RECORDS);
        stream("replaced", WriteDisposition.REPLACE, RECORDS, RECORDS / 2);

        hasRows("replaced", RECORDS / 2);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void keepsTheDiskSmall() throws Exception {
        AtomicLong peak = new AtomicLong();
        Steps measure = (step, done) -> peak.accumulateAndGet(size(working.resolve("packages")), Math::max);
        int records = (int) (14 * PART / RECORD);

        StreamedRun.run(
                lake.settings().staging(StreamedRun.STREAM),
                measure,
                "bounded",
                working,
                StreamedRun.settings(64 * PART),
                new SourceDefinition(
                        "shop",
                        List.of(ResourceDefinition.of("hive", state -> StreamedRun.records(0, records))),
                        null));

        // Four parts under way, one that waits, one that gathers.
        assertThat(peak.get()).isBetween(PART, 7 * PART);
        assertThat(lake.hive("bounded", "hive", "select count(distinct id) || '' from files"))
                .containsExactly("" + records);
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(f -> f.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void writesPartitions() throws Exception {
        for (TableFormat format : TableFormat.values()) {
            ResourceDefinition items = ResourceDefinition.of(
                            format.id(),
                            state -> StreamedRun.records(0, 2 * RECORDS).map(r -> {
                                int id = (int) r.get("id");
                                return Map.of("id", id, "noise", r.get("noise"), "half", "h" + id % 2);
                            }))
                    .with(format);
            ResourceDefinition cut =
                    items.with(items.hints().partition(new PartitionField("half", Transform.IDENTITY, null)));
            run(StreamedRun.STREAM, Steps.NONE, "parts", new SourceDefinition("shop", List.of(cut), null));
        }

        assertThat(lake.keys("base/parts/hive/"))
                .anyMatch(k -> k.contains("/half=h0/"))
                .anyMatch(k -> k.contains("/half=h1/"));
        assertThat(lake.keys("base/parts/iceberg/data/")).allMatch(k -> k.contains("/half=h"));
        hasRows("parts", 2 * RECORDS);
    }

    @Test
    void sendsNoRequestMoreForASmallLoad() {
        for (String dataset : List.of("small_local", "small_stream")) {
            run(StreamedRun.LOCAL, Steps.NONE, dataset, StreamedRun.source(WriteDisposition.APPEND, 0, 1));
        }
        SourceDefinition small = StreamedRun.source(WriteDisposition.APPEND, 1, 3);

        RunReport local = run(StreamedRun.LOCAL, Steps.NONE, "small_local", small);
        RunReport streamed = run(StreamedRun.STREAM, Steps.NONE, "small_stream", small);

        assertThat(streamed.requests()).isEqualTo(local.requests());
    }

    @Test
    void leavesNothingWhenTheSourceFails() {
        Stream<Map<String, Object>> records = StreamedRun.records(0, 100 * RECORDS)
                .peek(r -> {
                    if ((int) r.get("id") % 100 == 0 && !unfinished().isEmpty()) {
                        assertThat(lake.keys("base/failing/_dlt_intents/")).hasSize(1);
                        throw new IllegalStateException("the source is gone");
                    }
                });
        SourceDefinition failing =
                new SourceDefinition("shop", List.of(ResourceDefinition.of("hive", state -> records)), null);

        assertThatThrownBy(() -> run(StreamedRun.STREAM, Steps.NONE, "failing", failing))
                .hasRootCauseMessage("the source is gone");

        hasNothing("failing");
        assertThat(working.resolve("packages")).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenItIsInterrupted() {
        Thread running = Thread.currentThread();
        AtomicBoolean interrupted = new AtomicBoolean();
        Steps interrupt = (step, done) -> {
            if (step == Step.STREAM && !unfinished().isEmpty() && interrupted.compareAndSet(false, true)) {
                running.interrupt();
            }
        };

        assertThatThrownBy(() -> run(
                StreamedRun.STREAM,
                interrupt,
                "interrupted",
                StreamedRun.source(WriteDisposition.APPEND, 0, 4 * RECORDS)));

        assertThat(Thread.interrupted()).isTrue();
        hasNothing("interrupted");
    }

    @Test
    void followsATableThatAnotherPipelineHasReplaced() throws Exception {
        stream("moved", WriteDisposition.APPEND, 0, 10);
        Table replaced =
                TestPackage.table("hive", TableFormat.HIVE, WriteDisposition.REPLACE, Column.of("id", DataType.BIGINT));
        LoadPackage between = new TestPackage(folder, "other", "moved", "1700000000.000001")
                .rows(replaced, List.of(), new Object[] {-1})
                .complete();
        AtomicBoolean moved = new AtomicBoolean();
        Steps move = (step, done) -> {
            if (step == Step.STREAM && !unfinished().isEmpty() && moved.compareAndSet(false, true)) {
                lake.load(between);
            }
        };

        run(StreamedRun.STREAM, move, "moved", StreamedRun.source(WriteDisposition.APPEND, 10, RECORDS));

        assertThat(moved).isTrue();
        assertThat(lake.hive(
                        "moved", "hive", "select count(distinct id) || '/' || count(*) || '/' || min(id) from files"))
                .containsExactly((RECORDS + 1) + "/" + (RECORDS + 1) + "/-1");
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void sendsNothingForAPlan() {
        AthenaDestination destination = AthenaDestination.of(lake.settings().staging(StreamedRun.STREAM));

        Pipeline.of("p", "planned", destination, working, StreamedRun.settings(FILE))
                .plan(StreamedRun.source(WriteDisposition.APPEND, 0, RECORDS), RunOptions.defaults());

        hasNothing("planned");
    }

    /** A clock that other machines are behind of. */
    private record Ahead(Duration by) implements LeaseClock {
        @Override
        public Instant now() {
            return Instant.now().plus(by);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) {
            throw new IllegalStateException("nobody waits");
        }
    }

    @Test
    void endsWhenAnotherRunHasTakenItsLoadBack() {
        AtomicBoolean taken = new AtomicBoolean();
        Steps takeOver = (step, done) -> {
            if (step == Step.STREAM && !unfinished().isEmpty() && taken.compareAndSet(false, true)) {
                try (DestinationSession other = AthenaDestination.of(
                                lake.settings(), new Ahead(Duration.ofHours(1)), Steps.NONE)
                        .open(new DatasetName("p", "fenced"))) {
                    other.acquire(Duration.ZERO);
                    assertThat(other.recover())
                            .extracting(RecoveredLoad::outcome)
                            .containsExactly(RecoveredLoad.Outcome.ROLLED_BACK);
                }
            }
        };

        assertThatThrownBy(() -> run(
                        StreamedRun.STREAM,
                        takeOver,
                        "fenced",
                        StreamedRun.source(WriteDisposition.APPEND, 0, RECORDS)))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageMatching("Cannot finish package [0-9.]+: another run of pipeline 'p' has taken its load over"
                        + " \\(run the pipeline again\\)");

        assertThat(taken).isTrue();
        hasNothing("fenced");
    }
}
