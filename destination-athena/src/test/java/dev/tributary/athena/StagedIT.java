package dev.tributary.athena;

import static dev.tributary.athena.MergeIT.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads that Athena writes leave the rows that direct ones do, once, and nothing in the staging dataset. */
class StagedIT {
    @TempDir
    static Path folder;

    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.engine();
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number);
    }

    private static void load(LoadPackage loadPackage) {
        try (DestinationSession session =
                TestLake.open(lake.staged(), "p", loadPackage.contents().dataset(), Steps.NONE)) {
            session.load(loadPackage);
        }
    }

    private static List<String> rows(String dataset, String table) {
        return lake.iceberg(dataset, table).stream()
                .map(r -> {
                    List<Object> values = new ArrayList<>();
                    for (var field : r.struct().fields()) {
                        if (!field.name().startsWith("_pos")) {
                            values.add(r.getField(field.name()));
                        }
                    }
                    return values.toString();
                })
                .sorted()
                .toList();
    }

    private static Table items(WriteDisposition disposition) {
        return TestPackage.table(
                "items",
                TableFormat.ICEBERG,
                disposition,
                Column.of("id", DataType.BIGINT),
                Column.of("at", DataType.TIMESTAMP),
                Column.of("_dlt_load_id", DataType.TEXT),
                MergeIT.ROW_KEY);
    }

    private static void assertNothingIsStaged(String dataset) {
        assertThat(lake.keys("base/" + dataset + "_staging/")).isEmpty();
        assertThat(lake.keys("base/" + dataset + "/_dlt_intents/")).isEmpty();
        assertThat(lake.glue()
                        .getTables(b -> b.databaseName(dataset + "_staging"))
                        .tableList())
                .isEmpty();
    }

    @Test
    void appendsAndReplaces() throws Exception {
        Table append = items(WriteDisposition.APPEND);
        load(next("copied", 1)
                .rows(append, List.of(), row(1, 1_700_000_000_123_456L, "1", "a"))
                .complete());
        load(next("copied", 2).rows(append, List.of(), row(2, 2, "2", "b")).complete());
        assertThat(rows("copied", "items"))
                .containsExactly("[1, 2023-11-14T22:13:20.123456, 1, a]", "[2, 1970-01-01T00:00:00.000002, 2, b]");
        load(next("copied", 3)
                .rows(items(WriteDisposition.REPLACE), List.of(), row(3, 3, "3", "c"))
                .complete());
        assertThat(rows("copied", "items")).containsExactly("[3, 1970-01-01T00:00:00.000003, 3, c]");
        assertNothingIsStaged("copied");
    }

    @Test
    void copiesFilesThatWereUploadedWhileTheyWereWritten() throws Exception {
        int records = (int) (StreamedRun.PART / StreamedRun.RECORD) + 100;
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        Steps keys = (step, done) -> {
            if (step == Step.STREAM) {
                lake.s3()
                        .listMultipartUploads(b -> b.bucket(TestLake.BUCKET))
                        .uploads()
                        .forEach(u -> sent.add(u.key()));
            }
        };
        ResourceDefinition items = ResourceDefinition.of("items", state -> StreamedRun.records(0, records))
                .with(TableFormat.ICEBERG);

        StreamedRun.run(
                lake.staged().staging(StreamedRun.STREAM),
                keys,
                "streamed_copied",
                folder.resolve("working"),
                StreamedRun.settings(2 * StreamedRun.PART),
                new SourceDefinition("shop", List.of(items), null));

        assertThat(sent).isNotEmpty().allMatch(k -> k.startsWith("base/streamed_copied_staging/"));
        assertThat(rows("streamed_copied", "items")).hasSize(records).doesNotHaveDuplicates();
        assertNothingIsStaged("streamed_copied");
    }

    @Test
    void writesMorePartitionsThanOneStatementMay() throws Exception {
        Table items = TestPackage.partitioned(
                items(WriteDisposition.APPEND), new PartitionField("id", PartitionField.Transform.IDENTITY, null));
        TestPackage wide = next("wide", 1);
        for (int i = 0; i < 120; i++) {
            wide.rows(items, List.of(Integer.toString(i)), row(i, i, "1", "r" + i));
        }
        load(wide.complete());
        assertThat(lake.iceberg("wide", "items")).hasSize(120);
    }

    @ParameterizedTest
    @EnumSource(MergeStrategy.class)
    void mergesAsTheDirectWayDoes(MergeStrategy strategy) throws Exception {
        String name = strategy.name().toLowerCase(Locale.ROOT);
        for (int number = 1; number <= 3; number++) {
            for (String way : List.of("direct_", "sql_")) {
                LoadPackage loadPackage = MergeLoads.next(folder, way + name, strategy, number);
                if (way.equals("sql_")) {
                    load(loadPackage);
                } else {
                    lake.load(loadPackage);
                }
            }
        }
        for (String table : List.of("users", "users__pets")) {
            assertThat(rows("sql_" + name, table)).as(table).isEqualTo(rows("direct_" + name, table));
        }
        assertNothingIsStaged("sql_" + name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"TABLE", "COMMIT", "CLEAN"})
    void leavesEveryRowOnceWhenItDies(Step step) throws Exception {
        String dataset = "died_" + step.name().toLowerCase(Locale.ROOT);
        Table append = items(WriteDisposition.APPEND);
        load(next(dataset, 1)
                .rows(append, List.of(), row(1, 1, "1700000000.000001", "a"))
                .complete());
        LoadPackage second = next(dataset, 2)
                .rows(append, List.of(), row(2, 2, "1700000000.000002", "b"), row(3, 3, "1700000000.000002", "c"))
                .complete();
        Steps killer = (at, done) -> {
            if (at == step && done) {
                throw new Killed();
            }
        };
        try (DestinationSession dying = TestLake.open(lake.staged(), "p", dataset, killer)) {
            assertThatThrownBy(() -> dying.load(second)).isInstanceOf(Killed.class);
        }
        if (step == Step.COMMIT) {
            forgetTheMark(dataset);
        }
        lake.open("p", dataset, Steps.NONE).close();
        assertThat(rows(dataset, "items"))
                .containsExactly(
                        "[1, 1970-01-01T00:00:00.000001, 1700000000.000001, a]",
                        "[2, 1970-01-01T00:00:00.000002, 1700000000.000002, b]",
                        "[3, 1970-01-01T00:00:00.000003, 1700000000.000002, c]");
        assertNothingIsStaged(dataset);
    }

    /** As if the process had died between the statement's success and the mark that tells of it. */
    private static void forgetTheMark(String dataset) {
        lake.change(
                dataset,
                "items",
                table -> table.updateProperties()
                        .set("tributary.load.p", "1700000000.000001")
                        .commit());
    }

    private static final class Killed extends Error {}
}
