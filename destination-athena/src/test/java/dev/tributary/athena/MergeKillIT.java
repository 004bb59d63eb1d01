package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.MergeStrategy;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A merge that dies at any effect leaves, after the next run, the rows of one that did not, with or without its folder. */
class MergeKillIT {
    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    static final Map<MergeStrategy, List<List<String>>> CALM = new EnumMap<>(MergeStrategy.class);

    @BeforeAll
    static void start() throws Exception {
        lake = TestLake.start();
        for (MergeStrategy strategy : MergeStrategy.values()) {
            String dataset = "calm_" + id(strategy);
            lake.load(MergeLoads.next(folder, dataset, strategy, 1));
            lake.load(MergeLoads.next(folder, dataset, strategy, 2));
            CALM.put(strategy, rows(dataset));
        }
    }

    private static String id(MergeStrategy strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    /** A death that nothing in the load catches. */
    private static final class Killed extends Error {}

    /** Every step, before and after it; without soak those around the commits. */
    static Stream<Arguments> steps() {
        boolean all = Boolean.getBoolean("tributary.soak");
        return Stream.of(MergeStrategy.values())
                .flatMap(strategy -> Stream.of(Step.values())
                        .filter(step -> step != Step.STREAM)
                        .flatMap(step -> Stream.of(1, 2)
                                .filter(time -> time == 1 || step == Step.COMMIT || step == Step.TABLE)
                                .flatMap(time -> Stream.of(false, true)
                                        .filter(done -> all || isInEveryBuild(strategy, step, time, done))
                                        .map(done -> Arguments.of(strategy, step, time, done)))));
    }

    private static boolean isInEveryBuild(MergeStrategy strategy, Step step, int time, boolean done) {
        return switch (step) {
            case COMMIT -> done && time == 1 || strategy == MergeStrategy.DELETE_INSERT;
            case PREPARED, CLEAN -> done && strategy == MergeStrategy.DELETE_INSERT;
            default -> false;
        };
    }

    private static List<List<String>> rows(String dataset) {
        return List.of(
                lake.iceberg(dataset, "users").stream()
                        .map(r -> r.getField("id") + " " + r.getField("name") + " " + r.getField("_dlt_id")
                                + (r.struct().field("_dlt_valid_to") == null
                                        ? ""
                                        : r.getField("_dlt_valid_to") == null ? " holds" : " ended"))
                        .sorted()
                        .toList(),
                lake.iceberg(dataset, "users__pets").stream()
                        .map(r -> r.getField("pet") + " " + r.getField("_dlt_id"))
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void leavesTheRowsOfAMergeThatDidNotDie(MergeStrategy strategy, Step step, int time, boolean done)
            throws Exception {
        String dataset =
                "kill_%s_%s_%d_%s".formatted(id(strategy), step, time, done).toLowerCase(Locale.ROOT);
        lake.load(MergeLoads.next(folder, dataset, strategy, 1));
        LoadPackage second = MergeLoads.next(folder, dataset, strategy, 2);
        AtomicInteger times = new AtomicInteger();
        Steps killer = (at, after) -> {
            if (at == step && after == done && times.incrementAndGet() == time) {
                throw new Killed();
            }
        };
        try (DestinationSession dying = lake.open("p", dataset, killer)) {
            assertThatThrownBy(() -> dying.load(second)).isInstanceOf(Killed.class);
        }
        boolean keepsItsFolder = (step.ordinal() + time) % 2 == 0;
        try (DestinationSession next = lake.open("p", dataset, Steps.NONE)) {
            if (keepsItsFolder) {
                next.load(second);
            } else if (!next.newestLoad().equals(Optional.of(second.loadId()))) {
                next.load(MergeLoads.next(folder, dataset, "1700000000.000003", strategy, 2));
            }
        }
        assertThat(rows(dataset)).isEqualTo(CALM.get(strategy));
        assertThat(lake.iceberg(dataset, "_dlt_loads")).hasSize(2);
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
    }
}
