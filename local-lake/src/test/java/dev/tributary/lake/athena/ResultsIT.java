package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Results, in the API and as files, as measured on the service and published in github.com/aoyagikouhei/athena-local,
 * docs/dev/measurements: query-results.md, result-files.md and metadata.md.
 */
class ResultsIT {

    @TempDir
    static Path folder;

    static TestLake lake;
    static Script script = new Script();

    @BeforeAll
    static void start() throws Exception {
        lake = new TestLake(folder, script);
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @Test
    void beginsTheFirstPageOfASelectWithItsHeader() {
        script.on(
                "SELECT i, s, q, n, e FROM t",
                Script.rows(
                        List.of("i", "s", "q", "n", "e"),
                        List.of(
                                Script.row("1", "it's", "a\"b", null, ""),
                                Script.row("2", "two\nlines, é", "", "x", "\""))));

        QueryExecution execution = lake.run("SELECT i, s, q, n, e FROM t");
        GetQueryResultsResponse results = results(execution);

        assertThat(values(results.resultSet().rows()))
                .containsExactly(
                        Script.row("i", "s", "q", "n", "e"),
                        Script.row("1", "it's", "a\"b", null, ""),
                        Script.row("2", "two\nlines, é", "", "x", "\""));
        assertThat(results.updateCount()).isZero();
        assertThat(results.nextToken()).isNull();
        assertThat(lake.object("out/" + execution.queryExecutionId() + ".csv")).isEqualTo("""
                "i","s","q","n","e"
                "1","it's","a""b",,""
                "2","two
                lines, é","","x",\"""\"
                """);
    }

    @Test
    void describesColumns() {
        script.on(
                "SELECT types",
                (statement, output) -> output.columns(List.of(
                        new ResultColumn("b", "boolean", 0, 0),
                        new ResultColumn("i", "integer", 10, 0),
                        new ResultColumn("f", "real", 0, 0),
                        new ResultColumn("d", "decimal", 12, 3),
                        new ResultColumn("c", "char", 5, 0),
                        new ResultColumn("ts", "timestamp", 6, 0),
                        new ResultColumn("a", "array", 0, 0))));

        List<ColumnInfo> columns = results(lake.run("SELECT types"))
                .resultSet()
                .resultSetMetadata()
                .columnInfo();

        assertThat(columns)
                .extracting(c -> c.type() + " " + c.precision() + " " + c.scale() + " " + c.caseSensitive())
                .containsExactly(
                        "boolean 0 0 false",
                        "integer 10 0 false",
                        "float 17 0 false",
                        "decimal 12 3 false",
                        "char 5 0 true",
                        "timestamp 3 0 false",
                        "array 0 0 false");
        assertThat(columns.get(0).catalogName()).isEqualTo("hive");
        assertThat(columns.get(0).schemaName()).isEmpty();
        assertThat(columns.get(0).label()).isEqualTo("b");
        assertThat(columns.get(0).nullableAsString()).isEqualTo("UNKNOWN");
    }

    @Test
    void pagesThroughManyRows() {
        List<List<String>> rows = IntStream.range(0, 1_500)
                .mapToObj(i -> Script.row(String.valueOf(i), i % 3 == 0 ? null : "é\"" + i))
                .toList();
        script.on("SELECT many", Script.rows(List.of("n", "s"), rows));
        QueryExecution execution = lake.run("SELECT many");

        GetQueryResultsResponse first = results(execution);
        assertThat(first.resultSet().rows()).hasSize(1_000);
        GetQueryResultsResponse second = lake.athena.getQueryResults(
                r -> r.queryExecutionId(execution.queryExecutionId()).nextToken(first.nextToken()));
        assertThat(second.resultSet().rows()).hasSize(501);
        assertThat(second.nextToken()).isNull();

        List<List<String>> all = new ArrayList<>();
        lake.athena
                .getQueryResultsPaginator(
                        r -> r.queryExecutionId(execution.queryExecutionId()).maxResults(7))
                .forEach(page -> all.addAll(values(page.resultSet().rows())));
        assertThat(all.remove(0)).containsExactly("n", "s");
        assertThat(all).isEqualTo(rows);
    }

    @Test
    void givesATokenWithEveryFullPage() {
        script.on(
                "SELECT three", Script.rows(List.of("n"), List.of(Script.row("1"), Script.row("2"), Script.row("3"))));
        String id = lake.run("SELECT three").queryExecutionId();

        GetQueryResultsResponse full =
                lake.athena.getQueryResults(r -> r.queryExecutionId(id).maxResults(4));
        assertThat(full.resultSet().rows()).hasSize(4);
        GetQueryResultsResponse empty =
                lake.athena.getQueryResults(r -> r.queryExecutionId(id).nextToken(full.nextToken()));

        assertThat(empty.resultSet().rows()).isEmpty();
        assertThat(empty.nextToken()).isNull();
    }

    @Test
    void showsUtilityRowsAsOneValueWithoutAHeader() {
        script.on("DESCRIBE t", (statement, output) -> {
            output.columns(List.of(
                    new ResultColumn("col_name", "string", 0, 0),
                    new ResultColumn("data_type", "string", 0, 0),
                    new ResultColumn("comment", "string", 0, 0)));
            output.row(List.of("n                   \tint                 \t                    "));
            output.row(List.of("p                   \tstring              \t                    "));
        });

        QueryExecution execution = lake.run("DESCRIBE t");
        GetQueryResultsResponse results = results(execution);

        assertThat(execution.statementTypeAsString()).isEqualTo("UTILITY");
        assertThat(execution.resultConfiguration().outputLocation()).endsWith(execution.queryExecutionId() + ".txt");
        assertThat(values(results.resultSet().rows()))
                .containsExactly(
                        Script.row("n                   \tint                 \t                    "),
                        Script.row("p                   \tstring              \t                    "));
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).hasSize(3);
        assertThat(results.updateCount()).isNull();
        assertThat(lake.object("out/" + execution.queryExecutionId() + ".txt"))
                .isEqualTo("n                   \tint                 \t                    \n"
                        + "p                   \tstring              \t                    ");
        assertThat(lake.object("out/" + execution.queryExecutionId() + ".txt.metadata"))
                .contains("col_name");
    }

    @Test
    void joinsTheValuesOfAUtilityRowByTabs() {
        script.on("SHOW TBLPROPERTIES t", Script.rows(List.of("k", "v"), List.of(Script.row("note", "xa\tb\ncy"))));

        GetQueryResultsResponse results = results(lake.run("SHOW TBLPROPERTIES t"));

        assertThat(values(results.resultSet().rows())).containsExactly(Script.row("note\txa\tb"), Script.row("cy"));
        assertThat(results.updateCount()).isZero();
    }

    @Test
    void cutsAPlanIntoLinesUnderAHeader() {
        script.on("EXPLAIN SELECT 1", (statement, output) -> {
            output.columns(List.of(new ResultColumn("Query Plan", "varchar", 10, 0)));
            output.row(List.of("Fragment\n  x\n\n"));
        });

        QueryExecution execution = lake.run("EXPLAIN SELECT 1");
        GetQueryResultsResponse results = results(execution);

        assertThat(execution.statementTypeAsString()).isEqualTo("DML");
        assertThat(values(results.resultSet().rows()))
                .containsExactly(
                        Script.row("Query Plan"),
                        Script.row("Fragment"),
                        Script.row("  x"),
                        Script.row(""),
                        Script.row(""),
                        Script.row(""));
        assertThat(results.updateCount()).isNull();
        assertThat(lake.object("out/" + execution.queryExecutionId() + ".txt"))
                .isEqualTo("Query Plan\nFragment\n  x\n\n\n");
    }

    @Test
    void writesAnEmptyFileForDdl() {
        script.on("CREATE DATABASE d", Script.nothing());

        QueryExecution execution = lake.run("CREATE DATABASE d");
        GetQueryResultsResponse results = results(execution);

        assertThat(execution.statementTypeAsString()).isEqualTo("DDL");
        assertThat(execution.substatementType()).isEqualTo("CREATE_DATABASE");
        assertThat(results.resultSet().rows()).isEmpty();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).isEmpty();
        assertThat(results.updateCount()).isNull();
        assertThat(lake.object("out/" + execution.queryExecutionId() + ".txt")).isEmpty();
        assertNoObject(execution.queryExecutionId() + ".txt.metadata");
    }

    @Test
    void countsWhatAWriteChanged() {
        script.on("MERGE INTO t USING s", Script.changes(7))
                .on("DELETE FROM t", Script.changes(0))
                .on("INSERT INTO t VALUES 1", Script.changes(1))
                .on("CREATE TABLE t AS SELECT 1 AS n", Script.changes(1));

        QueryExecution merge = lake.run("MERGE INTO t USING s");
        assertThat(results(merge).updateCount()).isEqualTo(7);
        assertThat(results(merge).resultSet().rows()).isEmpty();
        assertThat(results(merge).resultSet().resultSetMetadata().columnInfo())
                .extracting(c -> c.name() + " " + c.type() + " " + c.precision())
                .containsExactly("rows bigint 19");
        assertFiles(merge, ".csv");
        assertThat(results(lake.run("DELETE FROM t")).updateCount()).isZero();
        assertFiles(lake.run("INSERT INTO t VALUES 1"), "");
        QueryExecution table = lake.run("CREATE TABLE t AS SELECT 1 AS n");
        assertThat(table.resultConfiguration().outputLocation())
                .isEqualTo(TestLake.OUTPUT + "tables/" + table.queryExecutionId());
        assertThat(lake.object("out/tables/" + table.queryExecutionId() + ".metadata"))
                .contains("CREATE TABLE");
    }

    private void assertFiles(QueryExecution execution, String ending) {
        String file = execution.queryExecutionId() + ending;
        assertThat(execution.resultConfiguration().outputLocation()).isEqualTo(TestLake.OUTPUT + file);
        assertNoObject(file);
        assertThat(lake.object("out/" + file + ".metadata")).contains(execution.substatementType());
    }

    @Test
    void listsTheFilesOfAWriteInAManifest() {
        script.on("UNLOAD (SELECT 1) TO 's3://results/u/'", (statement, output) -> {
            output.written(List.of("s3://results/u/a.gz", "s3://results/u/b.gz"));
            output.updateCount(1);
        });

        QueryExecution execution = lake.run("UNLOAD (SELECT 1) TO 's3://results/u/'");

        String manifest = "out/" + execution.queryExecutionId() + "-manifest.csv";
        assertThat(execution.statistics().dataManifestLocation()).isEqualTo("s3://results/" + manifest);
        assertThat(lake.object(manifest)).isEqualTo("s3://results/u/a.gz\ns3://results/u/b.gz\n");
        assertThat(values(lake.athena
                        .getQueryResults(r ->
                                r.queryExecutionId(execution.queryExecutionId()).queryResultType("DATA_MANIFEST"))
                        .resultSet()
                        .rows()))
                .containsExactly(Script.row("s3://results/u/a.gz"), Script.row("s3://results/u/b.gz"));
    }

    @Test
    void succeedsWithoutAReadableResultWhereTheBucketIsMissing() {
        script.on("SELECT 1", Script.rows(List.of("n"), List.of(Script.row("1"))));
        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(r ->
                        r.queryString("SELECT 1").resultConfiguration(c -> c.outputLocation("s3://no-such-bucket/x/")))
                .queryExecutionId());

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertRefused(execution.queryExecutionId(), "RESULT_NOT_FOUND", "Could not find results");
    }

    @Test
    void hasNoResultsWhenTheirFileIsGone() {
        script.on("SELECT 1", Script.rows(List.of("n"), List.of(Script.row("1"))));
        String id = lake.run("SELECT 1").queryExecutionId();
        lake.s3.deleteObject(r -> r.bucket(TestLake.BUCKET).key("out/" + id + ".csv"));

        assertRefused(id, "RESULT_NOT_FOUND", "Could not find results");
    }

    @Test
    void hasNoResultsOfWhatFailed() {
        String hive = "FAILED: SemanticException [Error 10001]: Table not found d.t";
        script.on("SELECT failing", Script.fails(StatementFailed.user(1301, "TABLE_NOT_FOUND: x")))
                .on(
                        "ALTER TABLE t ADD PARTITION (p = 1)",
                        Script.fails(StatementFailed.user(1200, "Query type not supported")))
                .on("DROP TABLE t", Script.fails(StatementFailed.user(1301, hive)));

        assertRefused(
                lake.run("SELECT failing").queryExecutionId(),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query did not finish successfully. Final query state: FAILED");
        QueryExecution iceberg = lake.run("ALTER TABLE t ADD PARTITION (p = 1)");
        assertRefused(iceberg.queryExecutionId(), "RESULT_NOT_FOUND", "Could not find results");
        assertNoObject(iceberg.queryExecutionId() + ".txt");
        QueryExecution drop = lake.run("DROP TABLE t");
        assertThat(lake.raw("GetQueryResults", "{\"QueryExecutionId\":\"" + drop.queryExecutionId() + "\"}"))
                .isEqualTo("{\"ResultSet\":{\"Rows\":[]}}");
        assertThat(lake.object("out/" + drop.queryExecutionId() + ".txt")).isEqualTo(hive);
        assertNoObject(drop.queryExecutionId() + ".txt.metadata");
    }

    @Test
    void hasNoResultsOfWhatRunsOrWasStopped() {
        script.on("SELECT long", Script.waits(new CountDownLatch(1)));
        String id = lake.start("SELECT long");
        lake.running(id);
        assertRefused(id, "INVALID_QUERY_EXECUTION_STATE", "Query has not yet finished. Current state: RUNNING");

        lake.athena.stopQueryExecution(r -> r.queryExecutionId(id));

        assertRefused(id, "RESULT_NOT_FOUND", "Could not find results");
        assertNoObject(id + ".csv");
    }

    @Test
    void refusesPagesThatCannotBe() {
        script.on("SELECT 1", Script.rows(List.of("n"), List.of(Script.row("1"))));
        String id = lake.run("SELECT 1").queryExecutionId();

        assertPageRefused(
                id,
                "\"MaxResults\":0,\"NextToken\":\"\"",
                "2 validation errors detected: Value at 'nextToken' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 1; Value at 'maxResults' failed to satisfy constraint: Member must"
                        + " have value greater than or equal to 1");
        assertPageRefused(id, "\"MaxResults\":1001", "MaxResults is more than maximum allowed length 1000");
        assertPageRefused(id, "\"NextToken\":\"bogus\"", "Malformed nextPageToken bogus");
        assertPageRefused(
                id,
                "\"QueryResultType\":\"DATA_MANIFEST\"",
                "QueryResultType DATA_MANIFEST is for the results of CREATE TABLE AS SELECT, INSERT and UNLOAD");
        assertPageRefused("none", "\"MaxResults\":1001", "QueryExecution none was not found");
    }

    @Test
    void cancelsAtAWorkGroupsLimit() {
        lake.athena.createWorkGroup(
                r -> r.name("thrifty").configuration(c -> c.bytesScannedCutoffPerQuery(10_000_000L)));
        script.on("SELECT heavy", (statement, output) -> {
            output.scanned(9_000_000);
            output.scanned(11_000_000);
            output.row(List.of("never"));
        });

        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT heavy").toBuilder()
                        .workGroup("thrifty")
                        .build())
                .queryExecutionId());

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(execution.status().stateChangeReason()).isEqualTo("Bytes scanned limit was exceeded");
        assertThat(execution.statistics().dataScannedInBytes()).isEqualTo(10_000_000);
    }

    private static GetQueryResultsResponse results(QueryExecution execution) {
        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return lake.athena.getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId()));
    }

    private static List<List<String>> values(List<Row> rows) {
        return rows.stream()
                .map(row -> row.data().stream().map(Datum::varCharValue).toList())
                .toList();
    }

    private static void assertRefused(String id, String code, String message) {
        assertThat(lake.raw("GetQueryResults", "{\"QueryExecutionId\":\"" + id + "\"}"))
                .contains("\"AthenaErrorCode\":\"" + code + "\"")
                .contains("\"Message\":\"" + message + "\"");
        assertThatThrownBy(() -> lake.athena.getQueryResults(r -> r.queryExecutionId(id)))
                .isInstanceOf(InvalidRequestException.class);
    }

    private static void assertPageRefused(String id, String members, String message) {
        assertThat(lake.raw("GetQueryResults", "{\"QueryExecutionId\":\"" + id + "\"," + members + "}"))
                .contains("\"Message\":\"" + message + "\"");
    }

    private static void assertNoObject(String file) {
        assertThatThrownBy(() -> lake.object("out/" + file)).isInstanceOf(NoSuchKeyException.class);
    }
}
