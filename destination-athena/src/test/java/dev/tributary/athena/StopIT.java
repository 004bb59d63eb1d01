package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.error.ExtractException;
import dev.tributary.progress.Progress;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that is stopped anywhere between two incremental runs neither skips nor repeats a record. */
class StopIT {
    /** Raised by the profile soak. */
    private static final int STOPS = Integer.getInteger("soak.stops", 20);

    private static final int STOPS_OF_MERGES = Math.min(STOPS, 40) / 2;

    private static final long SEED = Long.getLong("stops.seed", 20240101L);
    private static final int ITEMS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    private final Random random = new Random(SEED);
    private final FakeApi api = new FakeApi(ITEMS, random);

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static final class Stopped extends Error {}

    /** Where a run is stopped: after so many records, between package and load, at a step of the load, or not. */
    private record Stop(int records, boolean beforeLoad, Step step, int occurrence, boolean done) {
        static Stop next(Random random) {
            Step step = Step.values()[random.nextInt(Step.values().length)];
            return switch (random.nextInt(8)) {
                case 0, 1 -> new Stop(random.nextInt(400), false, null, 0, false);
                case 2 -> new Stop(Integer.MAX_VALUE, true, null, 0, false);
                case 3 -> new Stop(Integer.MAX_VALUE, false, null, 0, false);
                default -> new Stop(Integer.MAX_VALUE, false, step, random.nextInt(2), random.nextBoolean());
            };
        }

        static Stop never() {
            return new Stop(Integer.MAX_VALUE, false, null, 0, false);
        }

        Progress progress() {
            return event -> {
                if (beforeLoad
                        && event instanceof Progress.Event.Step at
                        && at.text().startsWith("loading package")) {
                    throw new Stopped();
                }
            };
        }

        Steps steps() {
            AtomicInteger seen = new AtomicInteger();
            return (at, after) -> {
                if (at == step && after == done && seen.getAndIncrement() == occurrence) {
                    throw new Stopped();
                }
            };
        }

        <T> Stream<T> records(Stream<T> records) {
            AtomicInteger read = new AtomicInteger();
            return records.peek(r -> {
                if (read.incrementAndGet() > this.records) {
                    throw new Stopped();
                }
            });
        }
    }

    @Test
    void neitherSkipsNorRepeatsARecord() throws Exception {
        stopAndRun(STOPS, stop -> run("ordered", ordered(stop), stop));

        assertThat(lake.hive("ordered", "items", "select count(distinct id) || ' of ' || count(*) from files"))
                .containsExactly(ITEMS + " of " + ITEMS);
    }

    @Test
    void neitherSkipsNorRepeatsARecordThatComesLate() throws Exception {
        stopAndRun(STOPS_OF_MERGES, stop -> run("late", late(stop), stop));

        List<Object> late = lake.iceberg("late", "items").stream()
                .map(r -> (Object) ((Long) r.getField("id")).intValue())
                .toList();
        assertThat(late).hasSize(ITEMS);
        assertThat(late.stream().collect(Collectors.toSet())).isEqualTo(api.ids(true));
    }

    private void stopAndRun(int stops, Consumer<Stop> run) throws IOException {
        int stopped = 0;
        for (int i = 0; i < stops; i++) {
            api.publish(random.nextInt(2 * ITEMS / stops));
            try {
                run.accept(Stop.next(random));
            } catch (Stopped e) {
                stopped++;
            } catch (ExtractException e) {
                assertThat(e).hasCauseInstanceOf(Stopped.class);
                stopped++;
            }
            if (random.nextInt(5) == 0) {
                clear(working);
            }
        }
        api.publishAll();
        run.accept(Stop.never());
        run.accept(Stop.never());
        assertThat(stopped).isGreaterThan(stops / 5);
    }

    private ResourceDefinition ordered(Stop stop) {
        return ResourceDefinition.of("items", s -> stop.records(records(api.ordered(since(s), random))))
                .incremental(IncrementalDefinition.on("updated_at")
                        .type(Instant.class)
                        .initialValue(FakeApi.BEGIN)
                        .primaryKey("id"));
    }

    private ResourceDefinition late(Stop stop) {
        ResourceDefinition late = ResourceDefinition.of("items", s -> stop.records(api.late(since(s), random).stream()))
                .with(WriteDisposition.MERGE)
                .with(TableFormat.ICEBERG);
        return late.with(late.hints().primaryKey("id"))
                .incremental(IncrementalDefinition.on("updated_at")
                        .type(Instant.class)
                        .initialValue(FakeApi.BEGIN)
                        .lag("1h"));
    }

    private void run(String dataset, ResourceDefinition resource, Stop stop) {
        Pipeline.of(
                        dataset,
                        dataset,
                        AthenaDestination.of(lake.settings(), LeaseClock.SYSTEM, stop.steps()),
                        working,
                        RunSettings.defaults())
                .run(
                        new SourceDefinition("api", List.of(resource), null),
                        RunOptions.defaults().progress(stop.progress()));
    }

    private static Instant since(dev.tributary.source.ResourceState state) {
        return state.cursor(Instant.class).startValue();
    }

    /** The items as maps, or as a page of JSON. */
    private Stream<?> records(List<Map<String, Object>> items) {
        if (random.nextBoolean()) {
            return items.stream();
        }
        try {
            return Stream.of(RawJson.of("page", JSON.writeValueAsString(items)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder())
                    .filter(p -> !p.equals(folder))
                    .toList()) {
                Files.delete(path);
            }
        }
    }
}
