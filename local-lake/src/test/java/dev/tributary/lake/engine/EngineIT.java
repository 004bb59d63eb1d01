package dev.tributary.lake.engine;

import static dev.tributary.lake.engine.TestEngine.failure;
import static dev.tributary.lake.engine.TestEngine.rows;
import static dev.tributary.lake.engine.TestEngine.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementFailed;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of Athena on the engine: what they yield, in Athena's words. */
class EngineIT {

    @BeforeAll
    static void start() {
        TestEngine.lake();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    1                                              | 1                          | integer   | 10
                    BIGINT '9223372036854775807'                   | 9223372036854775807        | bigint    | 19
                    CAST(1 AS tinyint)                             | 1                          | tinyint   | 3
                    CAST(1 AS smallint)                            | 1                          | smallint  | 5
                    CAST('x' AS varchar)                           | x                          | varchar   | 2147483647
                    'abc'                                          | abc                        | varchar   | 3
                    CAST('a' AS char(3))                           | ~a  ~                      | char      | 3
                    true                                           | true                       | boolean   | 0
                    1e20                                           | 1.0E20                     | double    | 17
                    0.1e0                                          | 0.1                        | double    | 17
                    nan()                                          | NaN                        | double    | 17
                    -infinity()                                    | -Infinity                  | double    | 17
                    REAL '1.5'                                     | 1.5                        | float     | 17
                    DECIMAL '1.50'                                 | 1.50                       | decimal   | 3
                    DATE '2024-01-01'                              | 2024-01-01                 | date      | 0
                    TIME '10:00:00'                                | 10:00:00                   | time      | 3
                    TIMESTAMP '2024-01-01 10:00:00.000'            | 2024-01-01 10:00:00.000    | timestamp | 3
                    TIMESTAMP '2024-01-01 10:00:00.123456'         | 2024-01-01 10:00:00.123456 | timestamp | 3
                    TIMESTAMP '2024-01-01 10:00:00 UTC'            | 2024-01-01 10:00:00 UTC    | timestamp with time zone | 3
                    X'0102'                                        | 01 02                      | varbinary | 1073741824
                    ARRAY['a', null]                               | [a, null]                  | array     | 0
                    MAP(ARRAY['k'], ARRAY[1])                      | {k=1}                      | map       | 0
                    CAST(ROW(1, 'x') AS ROW(id int, name varchar)) | {id=1, name=x}             | row       | 0
                    ROW(1, ARRAY[2e0])                             | {field0=1, field1=[2.0]}   | row       | 0
                    json_parse('{"a": [1, null]}')                 | {"a":[1,null]}             | json      | 0
                    CAST(null AS decimal(5, 2))                    |                            | decimal   | 5
                    """)
    void tellsValuesAsAthenaDoes(String expression, String text, String type, int precision) {
        Collected result = run("SELECT " + expression + " AS c");

        assertThat(result.rows.get(0).get(0)).isEqualTo(text);
        assertThat(result.columns)
                .extracting(ResultColumn::name, ResultColumn::type, ResultColumn::precision)
                .containsExactly(tuple("c", type, precision));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    SELECT nope                    | 1006 | COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved
                    SELECT * FROM missing          | 1301 | TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.missing' does not exist
                    SELECT * FROM nodb.missing     | 1301 | SCHEMA_NOT_FOUND: line 1:15: Schema 'nodb' does not exist
                    SELECT * FROM nocat.nodb.t     | 1006 | CATALOG_NOT_FOUND: line 1:15: Catalog 'nocat' not found
                    SELECT * FROM system.runtime.t | 1006 | CATALOG_NOT_FOUND: line 1:15: Catalog 'system' not found
                    SELECT nofunc(1)               | 1303 | FUNCTION_NOT_FOUND: line 1:8: Function 'nofunc' not registered
                    SELECT 1 / 0                   | 1001 | DIVISION_BY_ZERO: Division by zero
                    SELECT CAST('a' AS int)        | 1100 | INVALID_CAST_ARGUMENT: Cannot cast 'a' to INT
                    SELECT 1 + 'a'                 | 1002 | TYPE_MISMATCH: line 1:10: Cannot apply operator: integer + varchar(1)
                    CREATE TABLE x WITH (format='ORC') AS SELECT nope | 1006 | COLUMN_NOT_FOUND: line 1:46: Column 'nope' cannot be resolved
                    """)
    void failsInAthenasWords(String sql, int type, String message) {
        StatementFailed failure = failure(sql);

        assertThat(failure).hasMessage(message);
        assertThat(failure.errorType()).isEqualTo(type);
        assertThat(failure.category()).isEqualTo(StatementFailed.Category.USER);
        assertThat(failure.atStart()).isFalse();
    }

    @Test
    void refusesAtTheStartWhatIsNoStatement() {
        StatementFailed failure = failure("SELECT * FROM t FOR SYSTEM_TIME AS OF now()");

        assertThat(failure).hasMessage("line 1:21: mismatched input 'SYSTEM_TIME'. Expecting: 'TIMESTAMP', 'VERSION'");
        assertThat(failure.atStart()).isTrue();
    }

    @Test
    void makesAHiveTableOfAQueryAndAddsToIt() {
        Collected created = run(
                "CREATE TABLE hive1 WITH (partitioned_by = ARRAY['p']) AS SELECT 1 a, 'x' p UNION ALL SELECT 2, 'y'");
        Collected inserted = run("INSERT INTO hive1 VALUES (3, 'z');");
        Collected read = run("SELECT count(*), sum(a) FROM AwsDataCatalog.DB.\"HIVE1\" WHERE p <> 'x'");

        assertThat(created.columns).containsExactly(new ResultColumn("rows", "bigint", 19, 0));
        assertThat(created.rows).isEmpty();
        assertThat(created.updateCount).isEqualTo(2);
        assertThat(created.written)
                .hasSize(2)
                .allMatch(file -> file.matches("s3://lake/results/tables/[^/]+/p=[xy]/.+"));
        assertThat(inserted.updateCount).isOne();
        assertThat(inserted.written).singleElement().asString().contains("/p=z/");
        assertThat(read.rows).containsExactly(List.of("2", "5"));
        assertThat(read.scanned).isPositive();
    }

    @Test
    void makesAHiveTableWhereItIsTold() {
        run("CREATE TABLE hive2 WITH (format = 'TEXTFILE', field_delimiter = ',', write_compression = 'NONE',"
                + " external_location = 's3://lake/hive2/') AS SELECT 1 a, 'x' b");

        assertThat(rows("SELECT a, b, \"$path\" LIKE 's3://lake/hive2/%' FROM hive2"))
                .containsExactly(List.of("1", "x", "true"));
        assertThat(failure("CREATE TABLE hive3 WITH (external_location = 's3://lake/hive2/') AS SELECT 1 a"))
                .hasMessage("HIVE_PATH_ALREADY_EXISTS: Target directory for table 'db.hive3' already exists:"
                        + " s3://lake/hive2/");
        assertThat(failure("CREATE TABLE hive2 AS SELECT 1 a"))
                .hasMessage(
                        "TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.db.hive2' already exists");
        assertThat(failure("DELETE FROM hive2 WHERE a = 1"))
                .hasMessage("NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables");
    }

    @Test
    void changesRowsOfAnIcebergTable() {
        Collected created = run(iceberg("ice1", "partitioning = ARRAY['bucket(a, 2)']", "SELECT 1 a, 'x' s"));
        run("INSERT INTO ice1 (a, s) VALUES (2, 'y'), (3, 'z'), (4, null)");
        Collected merged = run("""
                MERGE INTO ice1 t USING (SELECT * FROM (VALUES (2, 'm'), (5, 'n'), (4, 'd')) v(a, s)) u ON t.a = u.a
                WHEN MATCHED AND u.s = 'd' THEN DELETE
                WHEN MATCHED THEN UPDATE SET s = u.s
                WHEN NOT MATCHED THEN INSERT (a, s) VALUES (u.a, u.s)""");
        run("UPDATE ice1 SET s = 'q' WHERE a = 1");
        Collected deleted = run("DELETE FROM ice1 WHERE a = 3");

        assertThat(created.written).isEmpty();
        assertThat(merged.updateCount).isEqualTo(3);
        assertThat(deleted.updateCount).isOne();
        assertThat(rows("SELECT * FROM ice1 ORDER BY a"))
                .containsExactly(List.of("1", "q"), List.of("2", "m"), List.of("5", "n"));
        assertThat(failure("MERGE INTO ice1 t USING (VALUES (1), (1)) u(a) ON t.a = u.a WHEN MATCHED THEN DELETE"))
                .hasMessage(
                        "MERGE_TARGET_ROW_MULTIPLE_MATCHES: One MERGE target table row matched more than one source row");
        assertThat(failure("INSERT INTO ice1 VALUES ('x', 1)"))
                .hasMessage("TYPE_MISMATCH: line 1:1: Insert query has mismatched column types:"
                        + " Table: [integer, varchar], Query: [varchar(1), integer]");
    }

    @Test
    void showsAnIcebergTablesHistory() throws Exception {
        run(iceberg("ice2", "format = 'PARQUET'", "SELECT 1 a"));
        String first =
                rows("SELECT snapshot_id FROM \"db\".\"ice2$snapshots\"").get(0).get(0);
        Thread.sleep(5);
        String between =
                rows("SELECT CAST(current_timestamp AS varchar)").get(0).get(0);
        run("INSERT INTO ice2 VALUES 2");

        assertThat(rows("SELECT a FROM ice2 FOR VERSION AS OF " + first)).containsExactly(List.of("1"));
        assertThat(rows("SELECT a FROM ice2 FOR TIMESTAMP AS OF TIMESTAMP '" + between + "'"))
                .containsExactly(List.of("1"));
        assertThat(rows("SELECT count(*) FROM \"ice2$history\"")).containsExactly(List.of("2"));
        assertThat(rows("SELECT sum(record_count) FROM \"ice2$files\"")).containsExactly(List.of("2"));
        assertThat(rows("SELECT count(*) FROM \"ice2$manifests\"")).containsExactly(List.of("2"));
        assertThat(rows("SELECT name FROM \"ice2$refs\"")).containsExactly(List.of("main"));
    }

    @Test
    void optimizesAndVacuumsAnIcebergTable() {
        run(iceberg(
                "ice3",
                "partitioning = ARRAY['a'], vacuum_max_snapshot_age_seconds = 0, vacuum_min_snapshots_to_keep = 2",
                "SELECT 1 a, 1 b"));
        run("INSERT INTO ice3 VALUES (1, 2), (2, 3), (2, 4)");
        run("INSERT INTO ice3 VALUES (2, 5)");
        run("DELETE FROM ice3 WHERE b = 4");

        run("OPTIMIZE db.`ice3` REWRITE DATA USING BIN_PACK WHERE a = 1");
        assertThat(files("ice3")).isEqualTo(4);
        run("OPTIMIZE ice3 REWRITE DATA USING BIN_PACK");
        assertThat(files("ice3")).isEqualTo(2);
        run("VACUUM `ice3`");
        assertThat(rows("SELECT count(*) FROM \"ice3$snapshots\"")).containsExactly(List.of("2"));
        assertThat(rows("SELECT b FROM ice3 ORDER BY b"))
                .containsExactly(List.of("1"), List.of("2"), List.of("3"), List.of("5"));
        assertThat(failure("OPTIMIZE ice3 REWRITE DATA USING BIN_PACK WHERE b = 1"))
                .hasMessage("NOT_SUPPORTED: OPTIMIZE takes a condition on partition columns only");
    }

    private static long files(String table) {
        return Long.parseLong(
                rows("SELECT count(*) FROM \"" + table + "$files\"").get(0).get(0));
    }

    @Test
    void maintainsIcebergTablesOnly() {
        run("CREATE TABLE hive9 AS SELECT 1 a");

        assertThat(failure("OPTIMIZE hive9 REWRITE DATA USING BIN_PACK"))
                .hasMessage("NOT_SUPPORTED: The table is not an Iceberg table");
        assertThat(failure("VACUUM hive9")).hasMessage("NOT_SUPPORTED: The table is not an Iceberg table");
        assertThat(failure("VACUUM missing"))
                .hasMessage("TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.db.missing' does not exist");
    }

    @Test
    void asksForMoreRunsOfMaintenance() throws Exception {
        run(iceberg("ice4", "partitioning = ARRAY['a'], vacuum_max_snapshot_age_seconds = 0", "SELECT 1 a"));
        run("INSERT INTO ice4 VALUES 1, 2");
        run("INSERT INTO ice4 VALUES 2");

        assertThatThrownBy(() -> maintain("OPTIMIZE ice4 REWRITE DATA USING BIN_PACK"))
                .hasMessage("ICEBERG_OPTIMIZE_MORE_RUNS_NEEDED: Rewrote the data of 1 partitions in this round,"
                        + " run OPTIMIZE again");
        maintain("OPTIMIZE ice4 REWRITE DATA USING BIN_PACK");
        assertThatThrownBy(() -> maintain("VACUUM ice4"))
                .hasMessage(
                        "ICEBERG_VACUUM_MORE_RUNS_NEEDED: Removed 2 files in this round of vacuum, run VACUUM again");
        maintain("VACUUM ice4");
    }

    private static void maintain(String sql) throws Exception {
        new Execution(
                        HttpClient.newHttpClient(),
                        TestEngine.session(TestEngine.lake()),
                        new Collected(),
                        new Execution.Maintenance(1, 2))
                .run(dev.tributary.lake.engine.translate.Translation.of(TestEngine.statement(sql)));
    }

    @Test
    void writesToAtMostAHundredPartitions() {
        String rows = "SELECT 1 a, p FROM unnest(sequence(1, 101)) t(p)";

        assertThat(failure("CREATE TABLE hive4 WITH (partitioned_by = ARRAY['p']) AS " + rows))
                .hasMessage("HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets");
        assertThat(failure(iceberg("ice5", "partitioning = ARRAY['p']", rows)))
                .hasMessage("ICEBERG_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions: 101");
    }

    @Test
    void keepsAView() {
        run("CREATE TABLE hive5 AS SELECT 1 a, 'x' s");
        run("CREATE VIEW view1 AS SELECT a FROM hive5");
        run("CREATE OR REPLACE VIEW view1 AS SELECT a, s FROM hive5");

        assertThat(rows("SELECT * FROM view1")).containsExactly(List.of("1", "x"));
        assertThat(rows("SHOW CREATE VIEW view1").get(0).get(0)).startsWith("CREATE VIEW awsdatacatalog.db.view1");
        run("DROP VIEW view1");
        assertThat(failure("SELECT * FROM view1"))
                .hasMessage("TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.view1' does not exist");
    }

    @Test
    void explains() {
        run("CREATE TABLE hive6 AS SELECT 1 a");

        assertThat(run("EXPLAIN SELECT * FROM hive6").columns)
                .extracting(ResultColumn::name, ResultColumn::type)
                .containsExactly(tuple("Query Plan", "varchar"));
        assertThat(rows("EXPLAIN (TYPE IO, FORMAT JSON) SELECT * FROM hive6")
                        .get(0)
                        .get(0))
                .contains("\"table\" : \"hive6\"");
        assertThat(rows("EXPLAIN ANALYZE SELECT * FROM hive6").get(0).get(0)).contains("Physical input");
        assertThat(rows("EXPLAIN CREATE TABLE none WITH (format = 'ORC') AS SELECT 1 a")
                        .get(0)
                        .get(0))
                .contains("TableWriter");
    }

    @Test
    void unloadsAQuery() {
        run("CREATE TABLE hive7 AS SELECT 1 a, 'x' s");
        Collected unloaded = run(
                "UNLOAD (SELECT s, a FROM hive7) TO 's3://lake/unload' WITH (format = 'JSON', compression = 'NONE')");

        assertThat(unloaded.updateCount).isOne();
        assertThat(unloaded.written).singleElement().asString().startsWith("s3://lake/unload/");
        assertThat(rows("SHOW TABLES LIKE 'u%'")).isEmpty();
        assertThat(failure("UNLOAD (SELECT nope FROM hive7) TO 's3://lake/unload2/' WITH (format = 'JSON')"))
                .hasMessage("COLUMN_NOT_FOUND: line 1:16: Column 'nope' cannot be resolved");
        assertThat(failure("UNLOAD (SELECT 1 a) TO 's3://lake/unload/' WITH (format = 'PARQUET')"))
                .hasMessage("HIVE_PATH_ALREADY_EXISTS: Target directory already exists: s3://lake/unload/");
    }

    @Test
    void refusesIcebergTablesOfVersion3() {
        TestEngine.raw(
                TestEngine.lake(),
                "CREATE TABLE awsdatacatalog_iceberg.db.ice6 WITH (format_version = 3, location = 's3://lake/ice6/') AS SELECT 1 a");
        String message =
                "NOT_SUPPORTED: Cannot read unsupported version 3 (Athena takes Iceberg tables up to version 2)";

        assertThat(failure("SELECT * FROM ice6")).hasMessage(message);
        assertThat(failure("INSERT INTO ice6 VALUES 2")).hasMessage(message);
        assertThat(failure("OPTIMIZE ice6 REWRITE DATA USING BIN_PACK")).hasMessage(message);
        assertThat(failure("VACUUM ice6")).hasMessage(message);
    }

    @Test
    void runsManyStatementsAtOnce() {
        List<CompletableFuture<Collected>> running = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> run("SELECT " + i)))
                .toList();

        assertThat(running.stream().map(done -> done.join().rows.get(0).get(0)))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void stopsAStatementWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            started.countDown();
            Throwable failure = failure(ENDLESS);
            ended.complete(Thread.currentThread().isInterrupted() ? failure : new AssertionError("flag is lost"));
        });
        thread.start();
        started.await();
        Thread.sleep(500);
        thread.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS))
                .isInstanceOf(StatementFailed.class)
                .hasMessage("Query cancelled by user");
        assertNothingRuns();
    }

    @Test
    void stopsAStatementThatReadsTooMuch() throws Exception {
        run("CREATE TABLE hive8 AS SELECT 1 a");
        StatementFailed cutoff = StatementFailed.user(1014, "Bytes scanned limit was exceeded");

        assertThatThrownBy(() -> TestEngine.lake()
                        .engine()
                        .run(TestEngine.statement("SELECT a FROM hive8"), new Collected() {
                            @Override
                            public void scanned(long bytes) {
                                if (bytes > 0) {
                                    throw cutoff;
                                }
                            }
                        }))
                .isSameAs(cutoff);
        assertNothingRuns();
    }

    static final String ENDLESS =
            "SELECT count(*) FROM unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 10000)) b(y),"
                    + " unnest(sequence(1, 10000)) c(z) WHERE x * y + z = -1";

    private static void assertNothingRuns() throws Exception {
        for (int i = 0; i < 50; i++) {
            if (rawRunning() == 0) {
                return;
            }
            Thread.sleep(100);
        }
        assertThat(rawRunning()).isZero();
    }

    private static long rawRunning() throws Exception {
        try (var query = dev.tributary.lake.engine.client.Query.start(
                HttpClient.newHttpClient(),
                TestEngine.session(TestEngine.lake()),
                "SELECT count(*) FROM system.runtime.queries WHERE state = 'RUNNING' AND query LIKE 'SELECT%'"
                        + " AND query NOT LIKE '%system.runtime%'")) {
            long running = 0;
            do {
                for (var row : query.rows()) {
                    running = row.get(0).asLong();
                }
            } while (query.advance());
            return running;
        }
    }

    private static String iceberg(String table, String more, String query) {
        return "CREATE TABLE %s WITH (table_type = 'ICEBERG', is_external = false, location = 's3://lake/%s/', %s) AS %s"
                .formatted(table, table, more, query);
    }
}
