package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.PreparedStatement;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;

class PreparedStatementsIT {

    private static final String PRIMARY = "primary";

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
    void keepsChangesAndForgets() {
        create("one", "SELECT ?");
        lake.athena.updatePreparedStatement(r -> r.workGroup(PRIMARY)
                .statementName("one")
                .queryStatement("SELECT ? + 1")
                .description("second"));

        PreparedStatement kept = lake.athena
                .getPreparedStatement(r -> r.workGroup(PRIMARY).statementName("one"))
                .preparedStatement();

        assertThat(kept.queryStatement()).isEqualTo("SELECT ? + 1");
        assertThat(kept.description()).isEqualTo("second");
        assertThat(kept.workGroupName()).isEqualTo(PRIMARY);
        assertThat(kept.lastModifiedTime()).isNotNull();
        lake.athena.deletePreparedStatement(r -> r.workGroup(PRIMARY).statementName("one"));
        assertThatThrownBy(() -> lake.athena.getPreparedStatement(
                        r -> r.workGroup(PRIMARY).statementName("one")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith("PreparedStatement one was not found");
        assertThatThrownBy(() -> lake.athena.deletePreparedStatement(
                        r -> r.workGroup(PRIMARY).statementName("one")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void refusesASecondOfTheSameName() {
        create("twice", "SELECT 1");

        assertThatThrownBy(() -> create("twice", "SELECT 2"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("PreparedStatement twice already exists");
    }

    @Test
    void listsThemInPagesAndGetsManyAtOnce() {
        lake.athena.createWorkGroup(r -> r.name("many"));
        IntStream.range(0, 5)
                .forEach(i -> lake.athena.createPreparedStatement(
                        r -> r.workGroup("many").statementName("st" + i).queryStatement("SELECT 1")));

        assertThat(lake
                        .athena
                        .listPreparedStatementsPaginator(
                                r -> r.workGroup("many").maxResults(2))
                        .stream()
                        .flatMap(page -> page.preparedStatements().stream())
                        .map(summary -> summary.statementName()))
                .containsExactly("st0", "st1", "st2", "st3", "st4");
        var answer =
                lake.athena.batchGetPreparedStatement(r -> r.workGroup("many").preparedStatementNames("st1", "none"));
        assertThat(answer.preparedStatements())
                .extracting(PreparedStatement::statementName)
                .containsExactly("st1");
        assertThat(answer.unprocessedPreparedStatementNames())
                .extracting(missing -> missing.statementName())
                .containsExactly("none");
    }

    @Test
    void worksInSql() {
        script.on("SELECT * FROM t WHERE a = 'x' AND b = 1 + 1", Script.rows(List.of("a"), List.of(Script.row("x"))));

        QueryExecution prepare = lake.run("PREPARE sql_one FROM SELECT * FROM t WHERE a = ? AND b = ?");
        QueryExecution execute = lake.run("EXECUTE sql_one USING 'x', 1 + 1");

        assertThat(prepare.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execute.status().state())
                .as(execute.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execute.query()).isEqualTo("EXECUTE sql_one USING 'x', 1 + 1");
        assertThat(lake.object("out/" + execute.queryExecutionId() + ".csv")).isEqualTo("\"a\"\n\"x\"\n");
        assertThat(lake.run("DEALLOCATE PREPARE sql_one").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(lake.run("EXECUTE sql_one USING 1").status().stateChangeReason())
                .isEqualTo("NOT_FOUND: Prepared statement not found: sql_one");
    }

    @Test
    void takesValuesFromTheCallToo() {
        create("called", "SELECT a FROM t WHERE a = ?");
        script.on("SELECT a FROM t WHERE a = 'it''s'", Script.rows(List.of("a"), List.of(Script.row("y"))));

        QueryExecution execute = lake.end(lake.athena
                .startQueryExecution(TestLake.request("EXECUTE called").toBuilder()
                        .executionParameters("it's")
                        .build())
                .queryExecutionId());

        assertThat(execute.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(lake.run("EXECUTE called USING 1, 2").status().stateChangeReason())
                .isEqualTo("INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 2");
    }

    @Test
    void keepsSavedQueries() {
        String id = lake.athena
                .createNamedQuery(r -> r.name("daily").database("d").queryString("SELECT 1"))
                .namedQueryId();
        lake.athena.updateNamedQuery(r -> r.namedQueryId(id).name("weekly").queryString("SELECT 2"));

        assertThat(lake.athena.getNamedQuery(r -> r.namedQueryId(id)).namedQuery())
                .satisfies(query -> {
                    assertThat(query.name()).isEqualTo("weekly");
                    assertThat(query.queryString()).isEqualTo("SELECT 2");
                    assertThat(query.database()).isEqualTo("d");
                });
        assertThat(lake.athena.listNamedQueries(r -> {}).namedQueryIds()).containsExactly(id);
        assertThat(lake.athena
                        .batchGetNamedQuery(r -> r.namedQueryIds(id, "none"))
                        .unprocessedNamedQueryIds())
                .extracting(missing -> missing.namedQueryId())
                .containsExactly("none");
        lake.athena.deleteNamedQuery(r -> r.namedQueryId(id));
        assertThatThrownBy(() -> lake.athena.getNamedQuery(r -> r.namedQueryId(id)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("NamedQuery " + id + " was not found");
    }

    private static void create(String name, String sql) {
        lake.athena.createPreparedStatement(
                r -> r.workGroup(PRIMARY).statementName(name).queryStatement(sql));
    }
}
