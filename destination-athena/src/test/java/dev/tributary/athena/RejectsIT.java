package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.rejects.RejectFilter;
import dev.tributary.rejects.RejectedRecord;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rejected records are shown, given to their resources again, and deleted. */
class RejectsIT {
    /** The second fits once its object is kept as JSON, the third never does. */
    private static final String ITEMS =
            "{\"id\":1}\n{\"id\":2,\"o\":{\"a-b\":1,\"a_b\":2}}\n{\"id\":3,\"a-b\":1,\"a_b\":2}\n";

    private static final RejectFilter OF_ITEMS = new RejectFilter(Set.of("items"), Set.of());

    @AutoClose
    static TestLake lake;

    @TempDir
    Path working;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static ResourceDefinition items() {
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", ITEMS)));
    }

    private static SourceDefinition before() {
        ResourceDefinition others =
                ResourceDefinition.of("others", state -> Stream.of(RawJson.of("others", "{\"id\":1}\n{oops")));
        return new SourceDefinition("test", List.of(items(), others), null);
    }

    private static SourceDefinition mended() {
        ResourceDefinition items = items();
        return new SourceDefinition("test", List.of(items.with(items.hints().maxTableNesting(0))), null);
    }

    private static Pipeline pipeline(String dataset, TableFormat format, Path folder, Steps steps) {
        AthenaSettings hive = lake.settings();
        AthenaSettings settings = new AthenaSettings(
                hive.bucketUrl(),
                hive.region(),
                hive.s3Endpoint(),
                hive.glueEndpoint(),
                hive.accessKeyId(),
                hive.secretAccessKey(),
                null,
                null,
                hive.layout(),
                format,
                hive.tableProperties(),
                null,
                null,
                hive.lease(),
                4,
                null,
                hive.queries());
        return Pipeline.of(
                dataset,
                dataset,
                AthenaDestination.of(settings, LeaseClock.SYSTEM, steps),
                folder,
                RunSettings.defaults());
    }

    private Pipeline pipeline(String dataset, TableFormat format) {
        return pipeline(dataset, format, working, Steps.NONE);
    }

    private static List<RejectedRecord> shown(Pipeline pipeline, RejectFilter filter) {
        List<RejectedRecord> rejects = new ArrayList<>();
        pipeline.showRejects(filter, rejects::add);
        return rejects;
    }

    private static List<String> ids(String dataset, TableFormat format, String table) throws Exception {
        return format == TableFormat.HIVE
                ? lake.hive(dataset, table, "select id from files order by 1")
                : lake.iceberg(dataset, table).stream()
                        .map(r -> r.getField("id").toString())
                        .sorted()
                        .toList();
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void showsRejects(TableFormat format) {
        String dataset = "show_" + format.id();
        Pipeline pipeline = pipeline(dataset, format);
        RunReport run = pipeline.run(before(), RunOptions.defaults());

        List<RejectedRecord> rejects = shown(pipeline, RejectFilter.ALL);

        assertThat(rejects).extracting(RejectedRecord::resource).containsExactly("items", "items", "others");
        RejectedRecord third = rejects.get(1);
        assertThat(third.record()).isEqualTo("{\"id\":3,\"a-b\":1,\"a_b\":2}");
        assertThat(third.path()).isEqualTo("a_b");
        assertThat(third.reason())
                .isEqualTo("two fields both normalize to column 'a_b' of table 'items' (rename one)"
                        + " (line 3 of items)");
        assertThat(third.pipeline()).isEqualTo(dataset);
        assertThat(third.loadId()).isEqualTo(run.loadId().orElseThrow().value());
        assertThat(shown(pipeline, new RejectFilter(Set.of(), Set.of("others"))))
                .containsExactly(rejects.get(2));
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void loadsWhatFitsNowAndKeepsTheRest(TableFormat format) throws Exception {
        String dataset = "replay_" + format.id();
        Pipeline pipeline = pipeline(dataset, format);
        pipeline.run(before(), RunOptions.defaults());
        List<RejectedRecord> first = shown(pipeline, RejectFilter.ALL);

        RunReport report = pipeline.replayRejects(mended(), OF_ITEMS, RunOptions.defaults());

        assertThat(report.records()).isEqualTo(2);
        assertThat(report.rejects()).isEqualTo(1);
        assertThat(ids(dataset, format, "items")).containsExactly("1", "2");
        List<RejectedRecord> left = shown(pipeline, RejectFilter.ALL);
        assertThat(left).hasSize(2).contains(first.get(2));
        assertThat(left)
                .filteredOn(r -> r.resource().equals("items"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.record()).isEqualTo("{\"id\":3,\"a-b\":1,\"a_b\":2}");
                    assertThat(r.loadId())
                            .isEqualTo(report.loadId().orElseThrow().value());
                });
        assertThat(ids(dataset, format, "others")).containsExactly("1");
    }

    @Test
    void addsToATableThatRunsReplace() throws Exception {
        Pipeline pipeline = pipeline("replay_replaced", TableFormat.HIVE);
        pipeline.run(before().change(r -> r.with(WriteDisposition.REPLACE)), RunOptions.defaults());

        pipeline.replayRejects(
                mended().change(r -> r.with(WriteDisposition.REPLACE)), RejectFilter.ALL, RunOptions.defaults());

        assertThat(ids("replay_replaced", TableFormat.HIVE, "items")).containsExactly("1", "2");
    }

    @Test
    void hasNothingToLoadWithoutRejects() {
        Pipeline pipeline = pipeline("replay_none", TableFormat.HIVE);

        assertThat(pipeline.replayRejects(mended(), RejectFilter.ALL, RunOptions.defaults())
                        .status())
                .isEqualTo(RunReport.Status.NOTHING_TO_LOAD);
        assertThat(pipeline.dropRejects(RejectFilter.ALL, RunOptions.defaults()).status())
                .isEqualTo(RunReport.Status.NOTHING_TO_LOAD);
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void deletesRejects(TableFormat format) {
        String dataset = "drop_" + format.id();
        Pipeline pipeline = pipeline(dataset, format);
        pipeline.run(before(), RunOptions.defaults());

        pipeline.dropRejects(OF_ITEMS, RunOptions.defaults());
        assertThat(shown(pipeline, RejectFilter.ALL))
                .extracting(RejectedRecord::record)
                .containsExactly("{oops");
        pipeline.dropRejects(RejectFilter.ALL, RunOptions.defaults());
        assertThat(shown(pipeline, RejectFilter.ALL)).isEmpty();
    }

    @Test
    void leavesTheRejectsOfOtherPipelinesAlone() {
        Pipeline mine = pipeline("shared", TableFormat.HIVE);
        Pipeline other = Pipeline.of(
                "other",
                "shared",
                AthenaDestination.of(lake.settings()),
                working.resolve("other"),
                RunSettings.defaults());
        mine.run(before(), RunOptions.defaults());
        other.run(before(), RunOptions.defaults());

        mine.dropRejects(RejectFilter.ALL, RunOptions.defaults());

        assertThat(shown(mine, RejectFilter.ALL)).isEmpty();
        assertThat(shown(other, RejectFilter.ALL)).hasSize(3);
    }

    /** A death that nothing in the load catches. */
    private static final class Killed extends Error {}

    /** The deaths that matter most; the profile soak dies at every step. */
    static Stream<Arguments> steps() {
        if (Boolean.getBoolean("soak.kills")) {
            return Stream.of(Step.values()).flatMap(s -> Stream.of(Arguments.of(s, false), Arguments.of(s, true)));
        }
        return Stream.of(
                Arguments.of(Step.UPLOAD, true),
                Arguments.of(Step.COMMIT, false),
                Arguments.of(Step.COMMIT, true),
                Arguments.of(Step.LOADS, false));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void neitherLosesNorDoublesARecordWhenAReplayDies(Step step, boolean done) throws Exception {
        TableFormat format = (step.ordinal() + (done ? 1 : 0)) % 2 == 0 ? TableFormat.HIVE : TableFormat.ICEBERG;
        String dataset = "replay_dies_%s_%s".formatted(step, done).toLowerCase(Locale.ROOT);
        pipeline(dataset, format).run(before(), RunOptions.defaults());
        Steps killer = (at, after) -> {
            if (at == step && after == done) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> pipeline(dataset, format, working, killer)
                        .replayRejects(mended(), OF_ITEMS, RunOptions.defaults()))
                .isInstanceOf(Killed.class);

        Path next = step.ordinal() % 3 == 0 ? working : working.resolve("another");
        Pipeline again = pipeline(dataset, format, next, Steps.NONE);
        again.replayRejects(mended(), OF_ITEMS, RunOptions.defaults());

        assertThat(ids(dataset, format, "items")).containsExactly("1", "2");
        assertThat(shown(again, RejectFilter.ALL))
                .extracting(RejectedRecord::record)
                .containsExactlyInAnyOrder("{oops", "{\"id\":3,\"a-b\":1,\"a_b\":2}");
    }
}
