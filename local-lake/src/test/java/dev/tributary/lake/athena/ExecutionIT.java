package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.sql.StatementFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

class ExecutionIT {

    @TempDir
    static Path folder;

    static TestLake lake;
    static TestLake other;
    static Script script = new Script();

    @BeforeAll
    static void start() throws Exception {
        script.on("SELECT 1", Script.rows(List.of("_col0"), List.of(Script.row("1"))))
                .on("SELECT 2", Script.rows(List.of("_col0"), List.of(Script.row("2"))));
        lake = new TestLake(folder, script);
        other = new TestLake(folder, script);
    }

    @AfterAll
    static void stop() {
        lake.close();
        other.close();
    }

    @Test
    void tellsWhatBecameOfAStatement() {
        script.on("SELECT a", (statement, output) -> {
            output.scanned(123);
            Script.rows(List.of("a"), List.of(Script.row("x"))).run(statement, output);
        });

        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request(" ; SELECT a ;\n").toBuilder()
                        .queryExecutionContext(c -> c.catalog("AwsDataCatalog").database("Sales"))
                        .build())
                .queryExecutionId());

        assertThat(execution.query()).isEqualTo("SELECT a");
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.status().athenaError()).isNull();
        assertThat(execution.status().submissionDateTime())
                .isBeforeOrEqualTo(execution.status().completionDateTime());
        assertThat(execution.statementType()).isEqualTo(StatementType.DML);
        assertThat(execution.substatementType()).isEqualTo("SELECT");
        assertThat(execution.workGroup()).isEqualTo("primary");
        assertThat(execution.engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(execution.queryExecutionContext().catalog()).isEqualTo("awsdatacatalog");
        assertThat(execution.queryExecutionContext().database()).isEqualTo("Sales");
        assertThat(execution.resultConfiguration().outputLocation())
                .isEqualTo(TestLake.OUTPUT + execution.queryExecutionId() + ".csv");
        assertThat(execution.statistics().dataScannedInBytes()).isEqualTo(123);
        assertThat(execution.statistics().totalExecutionTimeInMillis())
                .isGreaterThanOrEqualTo(execution.statistics().engineExecutionTimeInMillis());
        assertThat(execution.statistics().resultReuseInformation().reusedPreviousResult())
                .isFalse();
    }

    @Test
    void givesTheRunnerWhatTheCallSays() {
        script.on("SELECT context", Script.nothing());
        lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT context").toBuilder()
                        .resultConfiguration(r -> r.outputLocation("s3://results/deep/er"))
                        .queryExecutionContext(c -> c.database("sales"))
                        .build())
                .queryExecutionId());

        assertThat(script.seen)
                .filteredOn(s -> s.sql().equals("SELECT context"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.catalog()).isEqualTo("AwsDataCatalog");
                    assertThat(statement.database()).isEqualTo("sales");
                    assertThat(statement.resultLocation()).isEqualTo("s3://results/deep/er/");
                });
    }

    @Test
    void takesADatabaseInBackticks() {
        script.on("SELECT quoted", Script.nothing());
        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT quoted").toBuilder()
                        .queryExecutionContext(c -> c.database("`sales`"))
                        .build())
                .queryExecutionId());

        assertThat(execution.queryExecutionContext().database()).isEqualTo("`sales`");
        assertThat(script.seen)
                .filteredOn(s -> s.sql().equals("SELECT quoted"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.database()).isEqualTo("sales"));
    }

    @Test
    void failsWithTheRunnersWords() {
        String words = "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.d.none' does not exist";
        script.on("SELECT * FROM none", Script.fails(StatementFailed.user(1301, words)));

        QueryExecution execution = lake.run("SELECT * FROM none");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason()).isEqualTo(words);
        AthenaError error = execution.status().athenaError();
        assertThat(error.errorCategory()).isEqualTo(2);
        assertThat(error.errorType()).isEqualTo(1301);
        assertThat(error.retryable()).isFalse();
        assertThat(error.errorMessage()).isEqualTo(words);
    }

    /** github.com/aoyagikouhei/athena-local, docs/dev/measurements/result-files.md: what failed writes are told to look for. */
    @Test
    void remindsOfWhatAFailedWriteMayHaveLeft() {
        script.on("INSERT INTO t VALUES 1", Script.fails(StatementFailed.user(1002, "TYPE_MISMATCH: no")))
                .on(
                        "CREATE TABLE t AS SELECT 1 AS n",
                        Script.fails(StatementFailed.user(1110, "TABLE_ALREADY_EXISTS: yes")));

        QueryExecution insert = lake.run("INSERT INTO t VALUES 1");
        QueryExecution table = lake.run("CREATE TABLE t AS SELECT 1 AS n");

        assertThat(insert.status().stateChangeReason())
                .isEqualTo("TYPE_MISMATCH: no. If a data manifest file was generated at '" + TestLake.OUTPUT
                        + insert.queryExecutionId()
                        + "-manifest.csv', you may need to manually clean the data from locations specified in the manifest."
                        + " Athena will not delete data in your account.");
        assertThat(table.status().stateChangeReason())
                .isEqualTo("TABLE_ALREADY_EXISTS: yes. You may need to manually clean the data at location '"
                        + TestLake.OUTPUT + "tables/" + table.queryExecutionId()
                        + "' before retrying. Athena will not delete data in your account.");
    }

    @Test
    void failsWhenTheRunnerBreaks() {
        script.on("SELECT broken", (statement, output) -> {
            throw new IllegalStateException("out of order");
        });

        QueryExecution execution = lake.run("SELECT broken");

        assertThat(execution.status().stateChangeReason()).isEqualTo("GENERIC_INTERNAL_ERROR: out of order");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(1);
    }

    @Test
    void stopsWhatRuns() {
        script.on("SELECT long", Script.waits(new CountDownLatch(1)));
        String id = lake.start("SELECT long");
        lake.running(id);

        lake.athena.stopQueryExecution(r -> r.queryExecutionId(id));

        assertThat(lake.execution(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(lake.execution(id).status().stateChangeReason()).isEqualTo("Query cancelled by user");
        assertThat(lake.execution(id).status().athenaError()).isNull();
        assertThat(lake.run("SELECT 1").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void stopsWhatRunsInAnotherProcess() {
        script.on("SELECT longer", Script.waits(new CountDownLatch(1)));
        String id = lake.start("SELECT longer");
        assertThat(other.execution(id).status().state()).isEqualTo(QueryExecutionState.RUNNING);

        other.athena.stopQueryExecution(r -> r.queryExecutionId(id));

        assertThat(other.end(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(lake.execution(id).status().stateChangeReason()).isEqualTo("Query cancelled by user");
    }

    @Test
    void leavesAloneWhatHasEnded() {
        String id = lake.run("SELECT 1").queryExecutionId();

        lake.athena.stopQueryExecution(r -> r.queryExecutionId(id));

        assertThat(lake.execution(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void queuesWhatIsTooMuchAtOnce() {
        CountDownLatch release = new CountDownLatch(1);
        script.on("SELECT slot", Script.waits(release));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(lake.start("SELECT slot"));
        }
        String last = ids.get(8);
        assertThat(lake.execution(last).status().state()).isEqualTo(QueryExecutionState.QUEUED);
        assertThatThrownBy(() -> lake.athena.getQueryResults(r -> r.queryExecutionId(last)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("Query has not yet finished. Current state: QUEUED");
        lake.athena.stopQueryExecution(r -> r.queryExecutionId(last));

        release.countDown();

        for (String id : ids.subList(0, 8)) {
            assertThat(lake.end(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        }
        assertThat(lake.execution(last).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    }

    /** docs.aws.amazon.com/athena/latest/APIReference/API_TooManyRequestsException.html. */
    @Test
    void refusesWhatIsTooMuchToWait(@TempDir Path busy) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (TestLake full = new TestLake(busy, new Script().on("SELECT slot", Script.waits(release)))) {
            List<String> answers = Collections.synchronizedList(new ArrayList<>());
            ExecutorService clients = Executors.newFixedThreadPool(203);
            for (int i = 0; i < 203; i++) {
                clients.execute(() -> answers.add(full.raw(
                        "StartQueryExecution",
                        "{\"QueryString\":\"SELECT slot\",\"ClientRequestToken\":\"" + TestLake.token()
                                + "\",\"ResultConfiguration\":{\"OutputLocation\":\"" + TestLake.OUTPUT + "\"}}")));
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            release.countDown();

            assertThat(answers)
                    .filteredOn(answer -> !answer.contains("QueryExecutionId"))
                    .hasSize(3)
                    .allSatisfy(answer -> assertThat(answer)
                            .startsWith("{\"__type\":\"TooManyRequestsException\","
                                    + "\"Reason\":\"CONCURRENT_QUERY_LIMIT_EXCEEDED\",\"Message\":\"You have exceeded the"
                                    + " limit for the number of queries you can run concurrently."));
        }
    }

    @Test
    void refusesAPageThatCannotBe() {
        assertThat(lake.answer("ListQueryExecutions", "{\"NextToken\":\"x\"}")
                        .path("Message")
                        .asText())
                .isEqualTo("The nextPageToken is malformed: x");
    }

    @Test
    void remembersAcrossProcesses() throws Exception {
        String id = lake.run("SELECT 2").queryExecutionId();

        assertThat(other.execution(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(other.athena
                        .getQueryResults(r -> r.queryExecutionId(id))
                        .resultSet()
                        .rows())
                .hasSize(2);
        assertThat(other.athena.listQueryExecutions(r -> r.maxResults(50)).queryExecutionIds())
                .contains(id);
    }

    @Test
    void endsWhatADeadProcessRan(@TempDir Path grave) throws Exception {
        String id;
        try (TestLake dying = new TestLake(grave, new Script().on("SELECT 1", Script.nothing()))) {
            id = dying.run("SELECT 1").queryExecutionId();
        }
        Path file = grave.resolve("athena/queries/" + id + ".json");
        Files.writeString(file, Files.readString(file).replace("SUCCEEDED", "RUNNING"));
        try (TestLake heir = new TestLake(grave, new Script())) {
            QueryExecution execution = heir.execution(id);

            assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
            assertThat(execution.status().stateChangeReason())
                    .isEqualTo("The process that ran the statement has ended");
            assertThat(execution.status().athenaError().retryable()).isTrue();
        }
    }

    @Test
    void removesWhatADeadProcessLeft(@TempDir Path grave) throws Exception {
        Path old = Files.createDirectories(grave.resolve("athena/spool")).resolve("old");
        Path fresh = Files.writeString(old.resolveSibling("fresh"), "x");
        Files.writeString(old, "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        try (TestLake heir = new TestLake(grave, new Script())) {
            assertThat(old).doesNotExist();
            assertThat(fresh).exists();
        }
    }

    @Test
    void cancelsWhatRunsWhenItCloses(@TempDir Path closing) throws Exception {
        String id;
        try (TestLake brief =
                new TestLake(closing, new Script().on("SELECT long", Script.waits(new CountDownLatch(1))))) {
            id = brief.start("SELECT long");
        }
        try (TestLake next = new TestLake(closing, new Script())) {
            assertThat(next.execution(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            assertThat(next.execution(id).status().stateChangeReason()).isEqualTo("The lake was closed");
        }
    }

    @Test
    void listsTheNewestFirstByWorkGroup() {
        lake.athena.createWorkGroup(r -> r.name("listing"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    0,
                    lake.end(lake.athena
                                    .startQueryExecution(TestLake.request("SELECT 1").toBuilder()
                                            .workGroup("listing")
                                            .build())
                                    .queryExecutionId())
                            .queryExecutionId());
        }

        assertThat(lake
                        .athena
                        .listQueryExecutionsPaginator(
                                r -> r.workGroup("listing").maxResults(2))
                        .stream()
                        .flatMap(page -> page.queryExecutionIds().stream()))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void getsManyAtOnce() {
        String id = lake.run("SELECT 1").queryExecutionId();

        var answer = lake.athena.batchGetQueryExecution(r -> r.queryExecutionIds(id, "none"));

        assertThat(answer.queryExecutions())
                .extracting(QueryExecution::queryExecutionId)
                .containsExactly(id);
        assertThat(answer.unprocessedQueryExecutionIds()).singleElement().satisfies(missing -> {
            assertThat(missing.queryExecutionId()).isEqualTo("none");
            assertThat(missing.errorCode()).isEqualTo("QUERY_EXECUTION_NOT_FOUND");
            assertThat(missing.errorMessage()).isEqualTo("QueryExecution none was not found");
        });
    }

    @Test
    void refusesAnIdThatIsNotThere() {
        assertThat(lake.raw("GetQueryExecution", "{\"QueryExecutionId\":\"none\"}"))
                .contains("\"AthenaErrorCode\":\"QUERY_EXECUTION_NOT_FOUND\"")
                .contains("\"Message\":\"QueryExecution none was not found\"");
        assertThatThrownBy(() -> lake.athena.stopQueryExecution(r -> r.queryExecutionId("none")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void tellsStatisticsOfARun() {
        String id = lake.run("SELECT 1").queryExecutionId();

        var statistics = lake.athena
                .getQueryRuntimeStatistics(r -> r.queryExecutionId(id))
                .queryRuntimeStatistics();

        assertThat(statistics.timeline().totalExecutionTimeInMillis()).isNotNegative();
        assertThat(statistics.rows().inputBytes()).isZero();
    }

    @Test
    void putsParametersInTheirPlaces() {
        script.on("SELECT 1, 'it''s', (1 + 1), DATE '2020-01-01', '?' -- ?", Script.nothing());

        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT ?, ?, ?, ?, '?' -- ?").toBuilder()
                        .executionParameters("1", "it's", "1 + 1", "DATE '2020-01-01'")
                        .build())
                .queryExecutionId());

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.query()).isEqualTo("SELECT ?, ?, ?, ?, '?' -- ?");
        assertThat(execution.executionParameters()).containsExactly("1", "it's", "1 + 1", "DATE '2020-01-01'");
    }

    /** github.com/aoyagikouhei/athena-local, docs/parameters.md. */
    @Test
    void failsWhenParametersDoNotFit() {
        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT ?, ?").toBuilder()
                        .executionParameters("1")
                        .build())
                .queryExecutionId());

        assertThat(execution.status().stateChangeReason())
                .isEqualTo("INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 1");
    }

    @Test
    void ignoresParametersThatHaveNoPlace() {
        QueryExecution execution = lake.end(lake.athena
                .startQueryExecution(TestLake.request("SELECT 1").toBuilder()
                        .executionParameters("1", "2")
                        .build())
                .queryExecutionId());

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void runsAtOnceInManyThreads() {
        Map<String, Integer> ids = new java.util.concurrent.ConcurrentHashMap<>();
        java.util.stream.IntStream.range(0, 40).parallel().forEach(i -> ids.put(lake.start("SELECT 1"), i));

        assertThat(ids).hasSize(40);
        ids.keySet().forEach(id -> assertThat(lake.end(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED));
    }
}
