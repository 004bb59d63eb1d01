package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DestinationSession;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each strategy makes of the rows that are there, read by Iceberg's reader. */
class MergeIT {
    static final Column ID = new Column("id", DataType.BIGINT, false, null, null, Set.of(ColumnHint.PRIMARY_KEY), null);
    static final Column ROW_KEY = Column.required("_dlt_id", DataType.TEXT, ColumnHint.ROW_KEY, ColumnHint.UNIQUE);
    static final Column ROOT_KEY = Column.required("_dlt_root_id", DataType.TEXT, ColumnHint.ROOT_KEY);

    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    @BeforeAll
    static void start() {
        lake = TestLake.start();
    }

    private static TestPackage next(String dataset, int number) {
        return TestPackage.numbered(folder, dataset, number);
    }

    static Table users(MergeStrategy strategy, Column... columns) {
        return new Table(
                "users",
                null,
                "users",
                List.of(columns),
                WriteDisposition.MERGE,
                TableFormat.ICEBERG,
                List.of(),
                null,
                Map.of(Table.MERGE_STRATEGY, TextNode.valueOf(strategy.id())));
    }

    static Table pets() {
        return new Table(
                "users__pets",
                "users",
                null,
                List.of(Column.of("pet", DataType.TEXT), ROOT_KEY, ROW_KEY),
                WriteDisposition.MERGE,
                TableFormat.ICEBERG,
                List.of(),
                null);
    }

    static Object[] row(Object... values) {
        return values;
    }

    private List<String> users(String dataset) {
        return lake.iceberg(dataset, "users").stream()
                .map(r -> r.getField("id") + " " + r.getField("name"))
                .toList();
    }

    private List<String> pets(String dataset) {
        return lake.iceberg(dataset, "users__pets").stream()
                .map(r -> r.getField("_dlt_root_id") + " " + r.getField("pet"))
                .toList();
    }

    @Test
    void deletesAndInserts() throws Exception {
        Table users = users(MergeStrategy.DELETE_INSERT, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        lake.load(next("di", 1)
                .rows(users, List.of(), row(1, "ann", "a1"), row(2, "bob", "a2"), row(3, "cid", "a3"))
                .rows(pets(), List.of(), row("cat", "a1", "p1"), row("dog", "a1", "p2"), row("ape", "a2", "p3"))
                .complete());
        lake.load(next("di", 2)
                .rows(users, List.of(), row(1, "ann 2", "b1"), row(4, "dan", "b2"), row(4, "dan 2", "b3"))
                .rows(pets(), List.of(), row("eel", "b1", "q1"), row("fox", "b2", "q2"), row("gnu", "b3", "q3"))
                .complete());
        assertThat(users("di")).containsExactlyInAnyOrder("1 ann 2", "2 bob", "3 cid", "4 dan 2");
        assertThat(pets("di")).containsExactlyInAnyOrder("b1 eel", "a2 ape", "b3 gnu");
    }

    @Test
    void deletesNestedRowsOfARootThatHasNoneNow() throws Exception {
        Table users = users(MergeStrategy.DELETE_INSERT, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        lake.load(next("none", 1)
                .rows(users, List.of(), row(1, "ann", "a1"), row(2, "bob", "a2"))
                .rows(pets(), List.of(), row("cat", "a1", "p1"), row("ape", "a2", "p3"))
                .complete());
        lake.load(next("none", 2)
                .with(pets())
                .rows(users, List.of(), row(1, "ann 2", "b1"))
                .complete());
        assertThat(pets("none")).containsExactly("a2 ape");
    }

    @Test
    void upserts() throws Exception {
        Table users = users(MergeStrategy.UPSERT, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        lake.load(next("up", 1)
                .rows(users, List.of(), row(1, "ann", "k1"), row(2, "bob", "k2"), row(3, "cid", "k3"))
                .rows(pets(), List.of(), row("cat", "k1", "k1-0"), row("dog", "k1", "k1-1"), row("ape", "k2", "k2-0"))
                .complete());
        lake.load(next("up", 2)
                .rows(users, List.of(), row(1, "ann 2", "k1"), row(4, "dan", "k4"))
                .rows(pets(), List.of(), row("cow", "k1", "k1-0"), row("gnu", "k4", "k4-0"))
                .complete());
        assertThat(users("up")).containsExactlyInAnyOrder("1 ann 2", "2 bob", "3 cid", "4 dan");
        assertThat(pets("up")).containsExactlyInAnyOrder("k1 cow", "k2 ape", "k4 gnu");
    }

    @Test
    void insertsOnlyWhatIsNew() throws Exception {
        Table users = users(MergeStrategy.INSERT_ONLY, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        lake.load(next("only", 1)
                .rows(users, List.of(), row(1, "ann", "k1"), row(2, "bob", "k2"))
                .rows(pets(), List.of(), row("cat", "k1", "k1-0"))
                .complete());
        lake.load(next("only", 2)
                .rows(users, List.of(), row(1, "ann 2", "k1"), row(4, "dan", "k4"))
                .rows(pets(), List.of(), row("cow", "k1", "k1-0"), row("gnu", "k4", "k4-0"))
                .complete());
        assertThat(users("only")).containsExactlyInAnyOrder("1 ann", "2 bob", "4 dan");
        assertThat(pets("only")).containsExactlyInAnyOrder("k1 cat", "k4 gnu");
        assertThat(lake.keys("base/only/users/data/")).hasSize(2);
    }

    @Test
    void deletesWhatTheLoadSaysIsGone() throws Exception {
        for (MergeStrategy strategy : List.of(MergeStrategy.DELETE_INSERT, MergeStrategy.UPSERT)) {
            String dataset = "gone_" + strategy.name().toLowerCase(java.util.Locale.ROOT);
            Column gone = new Column("gone", DataType.BOOL, true, null, null, Set.of(ColumnHint.HARD_DELETE), null);
            Table users = users(strategy, ID, Column.of("name", DataType.TEXT), gone, ROW_KEY);
            lake.load(next(dataset, 1)
                    .rows(users, List.of(), row(1, "ann", null, "k1"), row(2, "bob", false, "k2"))
                    .rows(pets(), List.of(), row("cat", "k1", "k1-0"), row("ape", "k2", "k2-0"))
                    .complete());
            lake.load(next(dataset, 2)
                    .rows(
                            users,
                            List.of(),
                            row(1, null, true, "k1"),
                            row(9, null, true, "k9"),
                            row(3, "cid", false, "k3"))
                    .rows(pets(), List.of(), row("gnu", "k9", "k9-0"))
                    .complete());
            assertThat(users(dataset)).containsExactlyInAnyOrder("2 bob", "3 cid");
            assertThat(pets(dataset)).containsExactlyInAnyOrder("k2 ape");
        }
    }

    @Test
    void keepsTheRowThatTheDedupColumnSortsFirst() throws Exception {
        for (String order : List.of("asc", "desc")) {
            Map<String, JsonNode> other = Map.of("dedup_sort", TextNode.valueOf(order));
            for (Column sort : List.of(
                    new Column("at", DataType.BIGINT, true, null, null, Set.of(ColumnHint.DEDUP_SORT), null, other),
                    new Column("at", DataType.TEXT, true, null, null, Set.of(ColumnHint.DEDUP_SORT), null, other))) {
                String dataset = "sort_" + order + "_" + sort.type().id();
                Table users = users(MergeStrategy.DELETE_INSERT, ID, Column.of("name", DataType.TEXT), sort, ROW_KEY);
                boolean text = sort.type() == DataType.TEXT;
                lake.load(next(dataset, 1)
                        .rows(
                                users,
                                List.of(),
                                row(1, "null", null, "k1"),
                                row(1, "two", text ? "2" : (Object) 2, "k2"),
                                row(1, "three", text ? "3" : (Object) 3, "k3"),
                                row(1, "one", text ? "1" : (Object) 1, "k4"))
                        .complete());
                assertThat(users(dataset)).containsExactly(order.equals("asc") ? "1 one" : "1 three");
            }
        }
    }

    @Test
    void keepsTheHistoryOfARecord() throws Exception {
        Column from = new Column(
                "_dlt_valid_from",
                DataType.TIMESTAMP,
                true,
                null,
                null,
                Set.of(),
                null,
                Map.of(Table.VALID_FROM, BooleanNode.TRUE));
        Column to = new Column(
                "_dlt_valid_to",
                DataType.TIMESTAMP,
                true,
                null,
                null,
                Set.of(),
                null,
                Map.of(Table.VALID_TO, BooleanNode.TRUE));
        Table users = users(
                MergeStrategy.SCD2,
                Column.of("id", DataType.BIGINT),
                Column.of("name", DataType.TEXT),
                from,
                to,
                ROW_KEY);
        lake.load(next("history", 1)
                .rows(users, List.of(), row(1, "ann", null, null, "h1"), row(2, "bob", null, null, "h2"))
                .rows(pets(), List.of(), row("cat", "h1", "h1-0"))
                .complete());
        lake.load(next("history", 2)
                .rows(users, List.of(), row(1, "ann 2", null, null, "h3"), row(2, "bob", null, null, "h2"))
                .rows(pets(), List.of(), row("cat", "h3", "h3-0"))
                .complete());
        assertThat(lake.iceberg("history", "users"))
                .extracting(r ->
                        r.getField("name") + " " + r.getField("_dlt_valid_from") + " " + r.getField("_dlt_valid_to"))
                .containsExactlyInAnyOrder(
                        "ann 2023-11-14T22:13:20.000001 2023-11-14T22:13:20.000002",
                        "ann 2 2023-11-14T22:13:20.000002 null",
                        "bob 2023-11-14T22:13:20.000001 null");
        assertThat(pets("history")).containsExactlyInAnyOrder("h1 cat", "h3 cat");
    }

    @Test
    void insertsAKeyOnceWhenTwoPipelinesMergeItAtOnce() throws Exception {
        int loads = 8;
        List<Callable<Void>> pipelines = new ArrayList<>();
        for (String pipeline : List.of("left", "right")) {
            for (MergeStrategy strategy : List.of(MergeStrategy.INSERT_ONLY, MergeStrategy.DELETE_INSERT)) {
                String name = pipeline + strategy.ordinal();
                Table users = users(strategy, ID, Column.of("name", DataType.TEXT), ROW_KEY);
                pipelines.add(() -> {
                    try (DestinationSession session = lake.open(name, "raced", Steps.NONE)) {
                        for (int i = 0; i < loads; i++) {
                            session.load(new TestPackage(folder, name, "raced", "1700000000.%06d".formatted(i + 1))
                                    .rows(users, List.of(), row(i, name, name + i), row(i + 1, name, name + "-" + i))
                                    .complete());
                        }
                    }
                    return null;
                });
            }
        }
        var threads = Executors.newFixedThreadPool(pipelines.size());
        for (Future<Void> future : threads.invokeAll(pipelines)) {
            future.get();
        }
        threads.shutdown();
        assertThat(lake.iceberg("raced", "users"))
                .extracting(r -> (Long) r.getField("id"))
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void losesNoRowThatAnotherPipelineAppendsMeanwhile() throws Exception {
        Table appended = TestPackage.table(
                "users", TableFormat.ICEBERG, WriteDisposition.APPEND, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        Table merged = users(MergeStrategy.UPSERT, ID, Column.of("name", DataType.TEXT), ROW_KEY);
        lake.load(next("meanwhile", 1)
                .rows(merged, List.of(), row(1, "ann", "k1"))
                .complete());
        Steps interruption = (step, done) -> {
            if (step == Step.COMMIT && !done) {
                try {
                    lake.load(new TestPackage(folder, "other", "meanwhile", "1700000000.000001")
                            .rows(appended, List.of(), row(1, "eve", "e1"), row(2, "fay", "e2"))
                            .complete());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
        try (DestinationSession session = lake.open("p", "meanwhile", interruption)) {
            session.load(next("meanwhile", 2)
                    .rows(merged, List.of(), row(1, "ann 2", "k1"))
                    .complete());
        }
        assertThat(users("meanwhile")).containsExactlyInAnyOrder("1 ann 2", "2 fay");
    }

    @Test
    void refusesTablesThatCannotBeMerged() throws Exception {
        Column name = Column.of("name", DataType.TEXT);
        assertRefused(
                users(MergeStrategy.UPSERT, name, ROW_KEY),
                "Cannot merge table 'users': strategy upsert needs a primary key (give the resource a primaryKey)");
        assertRefused(
                users(MergeStrategy.SCD2, name, ROW_KEY),
                "Cannot merge table 'users': strategy scd2 needs the column '_dlt_valid_from'"
                        + " (give the table or its records one)");
        Table merged = users(MergeStrategy.UPSERT, ID, name, ROW_KEY);
        Table plain = new Table(
                "users__pets",
                "users",
                null,
                List.of(Column.of("pet", DataType.TEXT), ROW_KEY),
                WriteDisposition.MERGE,
                TableFormat.ICEBERG,
                List.of(),
                null);
        assertThatThrownBy(() ->
                        lake.load(next("refused", 1).with(merged).with(plain).complete()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot merge table 'users__pets': it has no column with the hint root_key"
                        + " (load it once with write disposition REPLACE)");
        lake.load(next("third", 1).rows(merged, List.of(), row(1, "ann", "k1")).complete());
        lake.change(
                "third",
                "users",
                t -> t.updateProperties().set("format-version", "3").commit());
        assertThatThrownBy(() -> lake.load(next("third", 2)
                        .rows(merged, List.of(), row(1, "ann", "k1"))
                        .complete()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot merge table 'users': it is of Iceberg's format version 3"
                        + " (Athena and merges need version 2)");
    }

    private static void assertRefused(Table table, String message) {
        assertThatThrownBy(() -> lake.load(next("refused", 1).with(table).complete()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
