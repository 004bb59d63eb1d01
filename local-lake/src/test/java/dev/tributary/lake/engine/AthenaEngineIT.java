package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.LocalLake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** Statements on the engine through the Athena endpoint, by the client of AWS: what drivers build on. */
class AthenaEngineIT {

    static LocalLake lake;
    static AthenaClient athena;
    static S3Client s3;

    @BeforeAll
    static void start() {
        lake = TestEngine.lake();
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(lake.accessKeyId(), lake.secretAccessKey()));
        athena = AthenaClient.builder()
                .endpointOverride(lake.athenaEndpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        s3 = S3Client.builder()
                .endpointOverride(lake.s3Endpoint())
                .region(Region.of(lake.region()))
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() {
        if (athena != null) {
            athena.close();
            s3.close();
        }
    }

    @Test
    void yieldsTheSameByTheApiAndByTheFile() {
        QueryExecution execution = succeeds("""
                SELECT * FROM (VALUES
                  (1, BIGINT '2', true, 1.5e0, DECIMAL '1.50', 'a"b', DATE '2024-01-02',
                   TIMESTAMP '2024-01-02 03:04:05.678', X'0102', ARRAY[1, null], MAP(ARRAY['k'], ARRAY[1])),
                  (null, null, null, null, null, '', null, null, null, null, null))
                  AS t(i, l, b, d, dec, s, dt, ts, bin, a, m)""");

        GetQueryResultsResponse results = results(execution);

        assertThat(results.resultSet().resultSetMetadata().columnInfo())
                .extracting(ColumnInfo::type)
                .containsExactly(
                        "integer",
                        "bigint",
                        "boolean",
                        "double",
                        "decimal",
                        "varchar",
                        "date",
                        "timestamp",
                        "varbinary",
                        "array",
                        "map");
        assertThat(values(results).get(1))
                .containsExactly(
                        "1",
                        "2",
                        "true",
                        "1.5",
                        "1.50",
                        "a\"b",
                        "2024-01-02",
                        "2024-01-02 03:04:05.678",
                        "01 02",
                        "[1, null]",
                        "{k=1}");
        assertThat(values(results).get(2))
                .containsExactly(null, null, null, null, null, "", null, null, null, null, null);
        assertThat(object(execution.resultConfiguration().outputLocation())).isEqualTo("""
                "i","l","b","d","dec","s","dt","ts","bin","a","m"
                "1","2","true","1.5","1.50","a""b","2024-01-02","2024-01-02 03:04:05.678","01 02","[1, null]","{k=1}"
                ,,,,,"",,,,,
                """);
        assertThat(object(execution.resultConfiguration().outputLocation() + ".metadata"))
                .contains("decimal");
    }

    @Test
    void refusesAtTheStartWhatCannotBeParsed() {
        assertThatThrownBy(() -> start("SELEC 1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("line 1:1: mismatched input 'SELEC'. Expecting: ")
                .satisfies(e -> assertThat(((InvalidRequestException) e).athenaErrorCode())
                        .isEqualTo("MALFORMED_QUERY"));
    }

    @Test
    void failsLaterWhatIsFoundOutLater() {
        QueryExecution execution = run("SELECT * FROM missing_table");

        assertThat(execution.status().stateChangeReason())
                .isEqualTo("TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.missing_table' does not exist");
        assertThat(execution.status().athenaError().errorType()).isEqualTo(1301);
    }

    @Test
    void writesAndCounts() {
        QueryExecution table = succeeds("CREATE TABLE counted WITH (format = 'PARQUET') AS SELECT 1 AS n, 'a' AS s");
        assertThat(table.substatementType()).isEqualTo("CREATE_TABLE_AS_SELECT");
        assertThat(results(table).updateCount()).isEqualTo(1);
        assertThat(values(results(succeeds("SELECT DISTINCT \"$path\" LIKE '%s/%%' FROM counted"
                        .formatted(table.resultConfiguration().outputLocation())))))
                .endsWith(List.of("true"));
        QueryExecution insert = succeeds("INSERT INTO counted VALUES (2, 'b'), (3, 'c')");
        assertThat(results(insert).updateCount()).isEqualTo(2);
        assertThat(insert.statistics().dataManifestLocation())
                .isEqualTo("s3://lake/results/" + insert.queryExecutionId() + "-manifest.csv");
        assertThat(object(insert.statistics().dataManifestLocation())).startsWith("s3://lake/");

        QueryExecution select = succeeds("SELECT n FROM counted WHERE s = ? ORDER BY n", "'b'");

        assertThat(values(results(select))).containsExactly(List.of("n"), List.of("2"));
        assertThat(select.statistics().dataScannedInBytes()).isPositive();
    }

    @Test
    void changesAnIcebergTable() {
        succeeds("CREATE TABLE db.changed (id int, s string) LOCATION 's3://lake/db/changed/'"
                + " TBLPROPERTIES ('table_type'='ICEBERG')");
        succeeds("INSERT INTO changed VALUES (1, 'a'), (2, 'b')");
        QueryExecution merge =
                succeeds("MERGE INTO changed t USING (VALUES (2, 'B'), (3, 'c')) AS s(id, s) ON t.id = s.id"
                        + " WHEN MATCHED THEN UPDATE SET s = s.s WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.s)");
        assertThat(results(merge).updateCount()).isEqualTo(2);
        assertThat(results(succeeds("DELETE FROM changed WHERE id = 1")).updateCount())
                .isEqualTo(1);

        assertThat(values(results(succeeds("SELECT id, s FROM changed ORDER BY id"))))
                .containsExactly(List.of("id", "s"), List.of("2", "B"), List.of("3", "c"));
    }

    @Test
    void showsAPlan() {
        QueryExecution explain = succeeds("EXPLAIN SELECT 1");

        assertThat(explain.resultConfiguration().outputLocation()).endsWith(".txt");
        assertThat(values(results(explain)).get(0)).containsExactly("Query Plan");
        assertThat(values(results(explain))).hasSizeGreaterThan(5);
    }

    @Test
    void keepsAViewAndRunsAPreparedStatement() {
        succeeds("CREATE OR REPLACE VIEW kept_view AS SELECT 7 AS n");
        succeeds("PREPARE by_n FROM SELECT n FROM kept_view WHERE n = ?");

        assertThat(values(results(succeeds("EXECUTE by_n USING 7")))).containsExactly(List.of("n"), List.of("7"));
    }

    @Test
    void stopsARunningQuery() throws Exception {
        String id =
                start("SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x) CROSS JOIN UNNEST(sequence(1, 10000)) b(y)"
                        + " CROSS JOIN UNNEST(sequence(1, 10000)) c(z) WHERE (x * y * z) % 7 = 3");
        assertThat(execution(id).status().state()).isEqualTo(QueryExecutionState.RUNNING);

        athena.stopQueryExecution(r -> r.queryExecutionId(id));

        assertThat(execution(id).status().stateChangeReason()).isEqualTo("Query cancelled by user");
    }

    @Test
    void pagesThroughALargeResult() {
        QueryExecution execution = succeeds("SELECT x FROM UNNEST(sequence(1, 5000)) AS t(x) ORDER BY x");
        List<String> all = new ArrayList<>();

        athena.getQueryResultsPaginator(r -> r.queryExecutionId(execution.queryExecutionId()))
                .forEach(page -> values(page).forEach(row -> all.add(row.get(0))));

        assertThat(all).hasSize(5001).startsWith("x", "1").endsWith("5000");
    }

    private static String start(String sql, String... parameters) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(sql)
                .clientRequestToken(UUID.randomUUID().toString())
                .queryExecutionContext(c -> c.database(TestEngine.DATABASE))
                .resultConfiguration(c -> c.outputLocation("s3://lake/results/"));
        if (parameters.length > 0) {
            request.executionParameters(parameters);
        }
        return athena.startQueryExecution(request.build()).queryExecutionId();
    }

    private static QueryExecution run(String sql, String... parameters) {
        String id = start(sql, parameters);
        while (true) {
            QueryExecution execution = execution(id);
            if (execution.status().completionDateTime() != null) {
                return execution;
            }
            Thread.onSpinWait();
        }
    }

    private static QueryExecution succeeds(String sql, String... parameters) {
        QueryExecution execution = run(sql, parameters);
        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return execution;
    }

    private static QueryExecution execution(String id) {
        return athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
    }

    private static GetQueryResultsResponse results(QueryExecution execution) {
        return athena.getQueryResults(r -> r.queryExecutionId(execution.queryExecutionId()));
    }

    private static List<List<String>> values(GetQueryResultsResponse results) {
        return results.resultSet().rows().stream()
                .map(row -> row.data().stream().map(Datum::varCharValue).toList())
                .toList();
    }

    private static String object(String address) {
        String key = address.substring("s3://lake/".length());
        byte[] bytes = s3.getObjectAsBytes(r -> r.bucket("lake").key(key)).asByteArray();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
