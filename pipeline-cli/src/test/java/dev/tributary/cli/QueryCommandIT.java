package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import dev.tributary.lake.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

class QueryCommandIT {
    @TempDir
    static Path folder;

    private static LocalLake lake;

    private final Console console = new Console(folder);

    /** One lake serves all queries, as AWS's Athena does; one of its own would start an engine for each. */
    @BeforeAll
    static void loads() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(
                folder.resolve("in/orders.jsonl"),
                "{\"id\":1,\"name\":\"a, \\\"b\\\"\",\"price\":1.5,\"paid\":true}\n"
                        + "{\"id\":22,\"name\":\"\",\"price\":-3.25}\n{\"id\":3,\"paid\":false}\n");
        Console console = new Console(folder);
        int code = console.run(
                "run",
                "filesystem",
                "--pipeline=shop",
                "--table-format=iceberg",
                "--set=sources.filesystem.table=orders",
                "--set=sources.filesystem.bucket_url=" + folder.resolve("in"));
        assertThat(code).as(console.err()).isZero();
        EngineSettings engine =
                EngineSettings.of(Path.of("../local-lake-engine"), System.getenv(), System.err::println);
        lake = LocalLake.start(LocalLakeSettings.at(folder.resolve(".lake")).withEngine(engine));
        System.setProperty("aws.endpointUrlAthena", lake.athenaEndpoint().toString());
    }

    @AfterAll
    static void stops() {
        System.clearProperty("aws.endpointUrlAthena");
        lake.close();
    }

    private int query(String... arguments) {
        List<String> all = new ArrayList<>(List.of("query"));
        all.addAll(List.of(arguments));
        all.add("--set=destination.athena.lake=aws");
        all.add("--set=destination.filesystem.bucket_url=s3://lake");
        all.add("--set=destination.athena.query_result_bucket=s3://lake/results/");
        all.add("--set=destination.athena.credentials.region_name=" + lake.region());
        all.add("--set=destination.athena.credentials.aws_access_key_id=" + lake.accessKeyId());
        all.add("--set=destination.athena.credentials.aws_secret_access_key=" + lake.secretAccessKey());
        return console.run(all.toArray(String[]::new));
    }

    @Test
    void printsAnAlignedTableAndWhatItCost() {
        int code = query("select id, name, price, paid from orders order by id;", "-d", "shop");

        assertThat(code).as(console.err()).isZero();
        assertThat(console.out()).isEqualTo("""
                        id  name    price  paid
                        --  ------  -----  -----
                         1  a, "b"    1.5  true
                         3  NULL     NULL  false
                        22          -3.25  NULL
                        """);
        assertThat(console.err())
                .containsPattern("3 rows in [0-9.]+ s, [0-9.]+ (B|KiB) scanned, costs 0.000048 at 5 a TB");
    }

    @Test
    void writesCsvOfAFileWithParameters() throws IOException {
        Files.writeString(
                folder.resolve("q.sql"), "-- those above\nselect id, name from shop.orders where id > ? or name = ?\n");

        int code = query("--file=q.sql", "-p", "10", "-p", "a, \"b\"", "--format=csv", "--max-scan=1GB");

        assertThat(code).as(console.err()).isZero();
        assertThat(console.out().lines()).containsExactlyInAnyOrder("id,name", "1,\"a, \"\"b\"\"\"", "22,\"\"");
    }

    @Test
    void writesAParquetFileThatOthersRead() throws Exception {
        int code = query(
                "select id, price, date '2026-01-02' as \"date\", timestamp '2026-01-02 03:04:05.123' as \"time\","
                        + " decimal '1.50' as amount, paid from shop.orders",
                "--output=result.parquet");

        assertThat(code).as(console.err()).isZero();
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery("select sum(id), sum(price), max(\"date\"), max(\"time\"), max(amount),"
                                + " count(paid) from '" + folder.resolve("result.parquet") + "'")) {
            rows.next();
            assertThat(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + " " + rows.getString(4)
                            + " " + rows.getString(5) + " " + rows.getString(6))
                    .isEqualTo("26 -1.75 2026-01-02 2026-01-02 03:04:05.123 1.50 2");
        }
    }

    @Test
    void tellsAProgramEverything() throws IOException {
        int code = query("select id, paid, name from shop.orders where id = 1", "--json");

        assertThat(code).as(console.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(console.out());
        assertThat(json.path("rows").toString()).isEqualTo("[[1,true,\"a, \\\"b\\\"\"]]");
        assertThat(json.path("columns").toString())
                .isEqualTo("[{\"name\":\"id\",\"type\":\"bigint\"},{\"name\":\"paid\",\"type\":\"boolean\"},"
                        + "{\"name\":\"name\",\"type\":\"varchar\"}]");
        assertThat(json.path("scanned_bytes").asLong()).isPositive();
    }

    @Test
    void doesNotStartWhatWouldScanTooMuch() {
        int code = query("select * from shop.orders", "--max-scan=1B");

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .matches("Cannot start the query: it would scan about [0-9,]+ bytes, more than --max-scan 1"
                        + " \\(read fewer columns or partitions, or raise it\\)\n");
    }

    @Test
    void saysWhatIsWrongAndWhatHelps() {
        int code = query("select nme from shop.orders");

        assertThat(code).isEqualTo(1);
        assertThat(console.err())
                .matches("Cannot finish the query: Athena rejected it \\(query [0-9a-f-]+: COLUMN_NOT_FOUND: line 1:8:"
                        + " Column 'nme' cannot be resolved\\) \\(look at the table's columns with DESCRIBE\\)\n");
    }

    @Test
    void asksTheEmbeddedLakeWithoutAnEngineForTables() {
        assertThat(console.run("query", "show tables in shop", "--max-scan=1B"))
                .as(console.err())
                .isZero();
        assertThat(console.out()).contains("orders\n");
        assertThat(console.err()).endsWith(" s, 0 B scanned, costs 0 at 5 a TB\n");
    }

    @Test
    void asksTheWorkGroupWhereThereIsNoEstimate() {
        int code =
                query("unload (select 1 as one) to 's3://lake/unloaded/' with (format = 'PARQUET')", "--max-scan=1GB");

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo(
                        "Cannot start the query: Athena has no estimate of what it scans, and work group 'primary' has"
                                + " no limit (give the work group a limit of at most --max-scan 1,000,000,000 bytes, or leave"
                                + " --max-scan out)\n");
    }

    @Test
    @Timeout(120)
    void stopsTheQueryOnTheServerWhenItIsInterrupted() throws Exception {
        int[] code = new int[1];
        Thread running = new Thread(
                () -> code[0] = query(
                        "select count(*) from unnest(sequence(1, 10000)) a(x)"
                                + " cross join unnest(sequence(1, 10000)) b(y) cross join unnest(sequence(1, 10000)) c(z) where x + y = z"));
        try (AthenaClient athena = athena()) {
            running.start();
            String id = running(athena);

            running.interrupt();
            running.join();

            assertThat(code[0]).isEqualTo(130);
            while (state(athena, id) == QueryExecutionState.RUNNING) {
                Thread.sleep(50);
            }
            assertThat(state(athena, id)).isEqualTo(QueryExecutionState.CANCELLED);
        }
    }

    private static AthenaClient athena() {
        return AthenaClient.builder()
                .endpointOverride(lake.athenaEndpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(lake.accessKeyId(), lake.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static String running(AthenaClient athena) throws InterruptedException {
        while (true) {
            for (String id : athena.listQueryExecutions(b -> b.maxResults(5)).queryExecutionIds()) {
                if (state(athena, id) == QueryExecutionState.RUNNING) {
                    return id;
                }
            }
            Thread.sleep(50);
        }
    }

    private static QueryExecutionState state(AthenaClient athena, String id) {
        return athena.getQueryExecution(b -> b.queryExecutionId(id))
                .queryExecution()
                .status()
                .state();
    }

    @Test
    void wantsOneStatement() {
        assertThat(console.run("query")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("Missing statement (give it in quotes, or --file)\n");
        assertThat(console.run("query", "select 1", "--file=q.sql")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("Cannot run two statements: one is given and one is in --file (give one)\n");
        assertThat(console.run("query", " ; ")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("Missing statement: the text is empty (give SQL)\n");
        assertThat(console.run("query", "--file=none.sql")).isEqualTo(2);
        assertThat(console.err()).isEqualTo("Cannot read file 'none.sql': it does not exist or can't be read\n");
        assertThat(console.run("query", "select 1", "--format=parquet")).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("Missing --output: a Parquet file needs a place (give --output result.parquet)\n");
    }
}
