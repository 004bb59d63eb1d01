package dev.tributary.lake.engine.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

    private static Plan plan(String sql) {
        return Translation.of(new Statement(sql, "AwsDataCatalog", "DB", "s3://b/r/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b' AS \";\" -- ;\nFROM t /* ; CALL */ WHERE x = 'it''s'",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "(SELECT 1)",
                "VALUES 1",
                "TABLE t",
                "SELECT system.a FROM t system",
                "SELECT t.array_first(1)"
            })
    void leavesAQueryAsItIs(String sql) {
        assertThat(plan(sql + " ;\n"))
                .isInstanceOfSatisfying(
                        Plan.Read.class, read -> assertThat(read.sql().text()).isEqualTo(sql + " "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INSERT INTO t VALUES 1                  | "awsdatacatalog"."db"."t"
                    insert into X.T select 1                | "awsdatacatalog"."x"."t"
                    DELETE FROM "x"."t"                     | "awsdatacatalog"."x"."t"
                    UPDATE AwsDataCatalog.x.t SET a = 1     | "awsdatacatalog"."x"."t"
                    MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE | "awsdatacatalog"."db"."t"
                    """)
    void knowsWhatAWriteChanges(String sql, String table) {
        assertThat(plan(sql)).isInstanceOfSatisfying(Plan.Write.class, write -> {
            assertThat(write.sql().text()).isEqualTo(sql);
            assertThat(write.table()).isEqualTo(table);
            assertThat(write.properties()).isEqualTo(table.replaceFirst("t\"$", "t\\$properties\""));
        });
    }

    @Test
    void makesAHiveTable() {
        Plan.CreateTable plan =
                (Plan.CreateTable) plan("CREATE TABLE IF NOT EXISTS x.t (a) COMMENT 'c' WITH (format='orc',"
                        + " external_location='s3://b/t', partitioned_by=ARRAY['p', 'q'], orc_compression='ZLIB') AS"
                        + " SELECT 1 WITH NO DATA");

        assertThat(plan.sql().text())
                .isEqualToNormalizingWhitespace(
                        "CREATE TABLE IF NOT EXISTS \"awsdatacatalog\".\"x\".\"t\" (a) COMMENT 'c'"
                                + " WITH (format = 'ORC', external_location = 's3://b/t', partitioned_by = ARRAY['p', 'q'])"
                                + " AS SELECT 1 WITH NO DATA");
        assertThat(plan.session()).containsEntry("awsdatacatalog.compression_codec", "GZIP");
    }

    @Test
    void makesAnIcebergTable() {
        Plan.CreateTable plan = (Plan.CreateTable)
                plan("create table \"t\" with (table_type='iceberg', is_external=false, location='s3://b/t/',"
                        + " partitioning=ARRAY['day(ts)'], vacuum_min_snapshots_to_keep=3, write_compression='snappy')"
                        + " as select 1 a");

        assertThat(plan.sql().text())
                .isEqualToNormalizingWhitespace("CREATE TABLE \"awsdatacatalog_iceberg\".\"db\".\"t\" WITH (format ="
                        + " 'PARQUET', format_version = 2, compression_codec = 'SNAPPY', location = 's3://b/t/',"
                        + " partitioning = ARRAY['day(ts)'], extra_properties ="
                        + " MAP(ARRAY['vacuum_min_snapshots_to_keep'], ARRAY['3'])) as select 1 a");
    }

    @Test
    void putsATableOfAQueryBelowTheResults() {
        Plan.CreateTable plan = (Plan.CreateTable) Translation.of(
                new Statement("CREATE TABLE t AS SELECT 1 a", "AwsDataCatalog", "db", "s3://b/r/", "7-8"));

        assertThat(plan.sql().text()).contains("external_location = 's3://b/r/tables/7-8/'");
        assertThat(plan.session()).containsEntry("awsdatacatalog.compression_codec", "GZIP");
    }

    @Test
    void unloadsThroughATableThatNobodySees() {
        Plan.Unload plan = (Plan.Unload)
                plan("UNLOAD (SELECT ')' a, 1 p) TO 's3://b/u' WITH (format='TEXTFILE', field_delimiter=';',"
                        + " compression='snappy', partitioned_by=ARRAY['p'])");

        assertThat(plan.create().text())
                .isEqualTo(
                        "CREATE TABLE " + plan.table() + " WITH (format = 'TEXTFILE', external_location = 's3://b/u/',"
                                + " partitioned_by = ARRAY['p'], textfile_field_separator = ';') AS SELECT ')' a, 1 p");
        assertThat(plan.session()).containsEntry("unload.compression_codec", "SNAPPY");
    }

    @Test
    void optimizesAndVacuums() {
        assertThat(plan("OPTIMIZE x.`_t` REWRITE DATA USING BIN_PACK WHERE a = 1;"))
                .isInstanceOfSatisfying(Plan.Optimize.class, plan -> {
                    assertThat(plan.sql().text())
                            .isEqualTo("ALTER TABLE \"awsdatacatalog\".\"x\".\"_t\" EXECUTE optimize WHERE a = 1");
                    assertThat(plan.partitions()).isEmpty();
                });
        assertThat(plan("vacuum t"))
                .isEqualTo(new Plan.Vacuum(
                        "\"awsdatacatalog\".\"db\".\"t\"",
                        "\"awsdatacatalog\".\"db\".\"t$properties\"",
                        "\"awsdatacatalog\".\"db\".\"t$all_entries\""));
    }

    @Test
    void tellsPlacesAsTheAuthorWroteThem() {
        Plan.CreateTable plan = (Plan.CreateTable) plan("CREATE TABLE t\nWITH (format='ORC')\nAS SELECT x");
        int at = plan.sql().text().indexOf("x", plan.sql().text().indexOf("SELECT"));

        assertThat(plan.sql().inSource(Position.of(plan.sql().text(), at) + ": Column 'x' cannot be resolved"))
                .isEqualTo("line 3:11: Column 'x' cannot be resolved");
        assertThat(plan.sql().inSource("line 1:3: ours")).isEqualTo("line 1:1: ours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL system.x()",
                "SET SESSION a = 1",
                "GRANT SELECT ON t TO u",
                "ALTER TABLE t EXECUTE optimize",
                "CREATE MATERIALIZED VIEW v AS SELECT 1",
                "CREATE OR REPLACE MATERIALIZED VIEW v AS SELECT 1",
                "REFRESH MATERIALIZED VIEW v",
                "CREATE TABLE t (a int)",
                "WITH FUNCTION f() RETURNS int RETURN 1 SELECT f()",
                "START TRANSACTION",
                "-- comment\nANALYZE t",
                "TRUNCATE TABLE t",
                "SHOW CATALOGS",
                "COMMENT ON TABLE t IS 'x'"
            })
    void refusesStatementsThatAthenaHasNot(String sql) {
        assertThatThrownBy(() -> plan(sql))
                .hasMessage("Queries of this type are not supported")
                .isInstanceOfSatisfying(
                        StatementFailed.class,
                        failure -> assertThat(failure.atStart()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT 1; SELECT 2                   | Only one sql statement is allowed. Got: SELECT 1; SELECT 2
                    CREATE OR REPLACE TABLE t AS SELECT 1 | line 1:19: mismatched input 'TABLE'. Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'
                    SELECT cosine_distance(a, b) FROM t  | FUNCTION_NOT_FOUND: line 1:8: Function 'cosine_distance' not registered
                    SELECT 1 FROM awsdatacatalog_iceberg.a.b | CATALOG_NOT_FOUND: line 1:15: Catalog 'awsdatacatalog_iceberg' not found
                    CREATE TABLE t WITH (format_version=3) AS SELECT 1 a | INVALID_TABLE_PROPERTY: line 1:22: Catalog 'awsdatacatalog' table property 'format_version' does not exist
                    CREATE TABLE t WITH (table_type='ICEBERG', location='s3://b/t/') AS SELECT 1 a | NOT_SUPPORTED: Iceberg tables cannot be external: set is_external to false
                    CREATE TABLE t WITH (table_type='ICEBERG', is_external=false) AS SELECT 1 a | INVALID_TABLE_PROPERTY: An Iceberg table of a query needs the property location
                    UNLOAD (SELECT 1 a) TO 's3://b/u/'   | INVALID_TABLE_PROPERTY: UNLOAD needs the property format
                    UNLOAD (SELECT 1 a) TO t             | line 1:24: mismatched input 't'. Expecting: <string>
                    UNLOAD (SELECT 1 a                   | line 1:19: mismatched input '<EOF>'. Expecting: ')'
                    OPTIMIZE t REWRITE DATA              | line 1:24: mismatched input '<EOF>'. Expecting: 'USING'
                    OPTIMIZE t REWRITE DATA USING BIN_PACK LIMIT 1 | line 1:40: mismatched input 'LIMIT'. Expecting: 'WHERE', <EOF>
                    VACUUM t u                           | line 1:10: mismatched input 'u'. Expecting: <EOF>
                    VACUUM 't'                           | line 1:8: mismatched input ''t''. Expecting: <identifier>
                    """)
    void refusesWhatAthenaWouldNotTake(String sql, String message) {
        assertThatThrownBy(() -> plan(sql)).hasMessage(message);
    }

    /** Pieces of statements in any order: a plan or a query's failure, never anything else. */
    @Test
    void survivesAnyInput() {
        String[] pieces = {
            "CREATE", "TABLE", "WITH", "(", ")", "'", "\"", "`", ",", "=", "AS", "UNLOAD", "OPTIMIZE", "VACUUM",
                    "EXPLAIN",
            "t", ".", ";", "--", "/*", "*/", "\n", "ARRAY[", "]", "'x'", "1", "TO", "INSERT INTO", "SELECT",
                    "REWRITE DATA",
            "USING BIN_PACK", "IF NOT EXISTS", "COMMENT", "format", "table_type='ICEBERG'", "\u00e9", "\u0000",
                    "ANALYZE"
        };
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                sql.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                assertThat(plan(sql.toString())).isNotNull();
            } catch (StatementFailed e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }
}
