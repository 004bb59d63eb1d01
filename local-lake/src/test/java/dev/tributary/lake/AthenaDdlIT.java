package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

/** DDL through the Athena endpoint of a whole lake that has no engine. */
class AthenaDdlIT {

    @TempDir
    static Path folder;

    static LocalLake lake;
    static AthenaClient athena;

    @BeforeAll
    static void start() {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        lake.createBucket("lake");
        athena = Clients.athena(lake);
    }

    @AfterAll
    static void stop() {
        athena.close();
        lake.close();
    }

    @Test
    void makesShowsAndDropsATable() {
        succeeds("CREATE DATABASE made");
        QueryExecution create = succeeds(
                "CREATE EXTERNAL TABLE made.orders (id bigint COMMENT 'key', name string) PARTITIONED BY (dt string)"
                        + " STORED AS PARQUET LOCATION 's3://lake/orders/'");
        assertThat(create.statementType()).isEqualTo(StatementType.DDL);
        assertThat(create.substatementType()).isEqualTo("CREATE_TABLE");
        assertThat(rows(succeeds("SHOW TABLES IN made"))).containsExactly("orders");
        QueryExecution describe = succeeds("DESCRIBE made.orders");
        assertThat(describe.statementType()).isEqualTo(StatementType.UTILITY);
        assertThat(rows(describe)).startsWith("id                  \tbigint              \tkey                 ");
        assertThat(rows(succeeds("SHOW DATABASES"))).contains("made");

        succeeds("DROP TABLE made.orders");

        assertThat(rows(succeeds("SHOW TABLES IN made"))).isEmpty();
    }

    @Test
    void makesAnIcebergTable() {
        succeeds("CREATE DATABASE ice");
        succeeds("CREATE TABLE ice.t (id bigint, ts timestamp) PARTITIONED BY (day(ts)) LOCATION 's3://lake/ice/t/'"
                + " TBLPROPERTIES ('table_type'='ICEBERG')");

        assertThat(rows(succeeds("DESCRIBE ice.t"))).contains("ts_day\tday\tts");
        assertThat(athena.getTableMetadata(r -> r.catalogName("AwsDataCatalog")
                                .databaseName("ice")
                                .tableName("t"))
                        .tableMetadata()
                        .parameters())
                .containsEntry("table_type", "ICEBERG");
    }

    @Test
    void refusesAtTheStartWhatCannotBeRead() {
        assertThatThrownBy(() -> start("CREATE TABLE \"quoted\" (a int) LOCATION 's3://lake/x/'"))
                .isInstanceOf(InvalidRequestException.class)
                .satisfies(e -> assertThat(((InvalidRequestException) e).athenaErrorCode())
                        .isEqualTo("MALFORMED_QUERY"));
        assertThatThrownBy(() -> start("DESCRIBE made_up.missing"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
                        + " EntityNotFoundException; ")
                .satisfies(e -> assertThat(((InvalidRequestException) e).athenaErrorCode())
                        .isEqualTo("INVALID_INPUT"));
    }

    @Test
    void failsLaterWhatIsFoundOutLater() {
        QueryExecution drop = run("DROP TABLE nowhere.missing");

        assertThat(drop.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(drop.status().stateChangeReason()).startsWith("FAILED: ");
    }

    @Test
    void saysThatAStatementNeedsTheEngine() {
        QueryExecution select = run("SELECT 1");

        assertThat(select.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(select.status().stateChangeReason())
                .isEqualTo("Cannot start the SQL engine: the lake was opened without one");
    }

    private static QueryExecution succeeds(String sql) {
        QueryExecution execution = run(sql);
        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return execution;
    }

    private static String start(String sql) {
        return athena.startQueryExecution(
                        r -> r.queryString(sql).resultConfiguration(c -> c.outputLocation("s3://lake/results/")))
                .queryExecutionId();
    }

    private static QueryExecution run(String sql) {
        String id = start(sql);
        while (true) {
            QueryExecution execution =
                    athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
            if (execution.status().completionDateTime() != null) {
                return execution;
            }
            Thread.onSpinWait();
        }
    }

    private static List<String> rows(QueryExecution execution) {
        return athena.getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId())).resultSet().rows().stream()
                .map(row -> row.data().get(0).varCharValue())
                .toList();
    }
}
