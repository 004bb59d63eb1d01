package dev.tributary.lake.ddl.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.DatabaseStatement;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.DropTable;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DdlParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE DATABASE d",
                " -- a comment\n/* and another */ create schema d",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/t/'",
                "CREATE TABLE t (a int) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG')",
                "CREATE TABLE t (a int) STORED AS PARQUET",
                "CREATE TABLE t (a int) ROW FORMAT DELIMITED NULL DEFINED AS 'x' STORED AS PARQUET",
                "CREATE OR REPLACE TABLE t AS SELECT 1",
                "DROP DATABASE d",
                "DROP TABLE t",
                "DROP VIEW v",
                "ALTER TABLE t ADD COLUMNS (a int)",
                "ALTER DATABASE d SET DBPROPERTIES ('a'='b')",
                "MSCK REPAIR TABLE t",
                "SHOW TABLES",
                "SHOW CREATE TABLE t",
                "SHOW CREATE VIEW v",
                "DESCRIBE t",
                "DESC`t`"
            })
    void takesTheClosedList(String sql) {
        assertThat(DdlParser.takes(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "CREATE VIEW v AS SELECT 1",
                "CREATE OR REPLACE VIEW v AS SELECT 1",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TABLE \"d\".\"t\" WITH (format = 'PARQUET', a = ARRAY['b']) AS (SELECT 1 AS \"STORED\")",
                "CREATE TABLE t AS -- no table\nWITH x AS (SELECT 1) SELECT * FROM x",
                "INSERT INTO t VALUES (1)",
                "SHOW FUNCTIONS",
                "DROP 'TABLE'",
                "/* CREATE DATABASE d",
                "OPTIMIZE t REWRITE DATA USING BIN_PACK",
                "VACUUM t"
            })
    void leavesOtherStatementsToTheEngine(String sql) {
        assertThat(DdlParser.takes(sql)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "CREATE SCHEMA d | DDL CREATE_DATABASE",
                "DROP DATABASE IF EXISTS d CASCADE | DDL DROP_DATABASE",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/t/' | DDL CREATE_TABLE",
                "DROP TABLE t PURGE | DDL DROP_TABLE",
                "DROP VIEW IF EXISTS \"d\".\"v\" | DDL DROP_VIEW",
                "MSCK REPAIR TABLE t; | DDL MSCK_REPAIR",
                "ALTER TABLE t ADD COLUMNS (a int) | DDL ALTER_TABLE_ADD_COLUMN",
                "ALTER TABLE t REPLACE COLUMNS (a int) | DDL ALTER_TABLE_REPLACE_COLUMN",
                "ALTER TABLE t CHANGE a b int | DDL ALTER_TABLE_CHANGE_COLUMN",
                "ALTER TABLE t DROP COLUMN a | DDL ALTER_TABLE_DROP_COLUMN",
                "ALTER TABLE t ADD PARTITION (a=1) | DDL ALTER_TABLE_ADD_PARTITION",
                "ALTER TABLE t DROP PARTITION (a=1) | DDL ALTER_TABLE_DROP_PARTITION",
                "ALTER TABLE t RENAME TO d.u | DDL ALTER_TABLE_RENAME",
                "ALTER TABLE t SET LOCATION 's3://b/t/' | DDL ALTER_TABLE_SET_LOCATION",
                "ALTER TABLE t SET TBLPROPERTIES ('a'='b') | DDL ALTER_TABLE_PROPERTIES",
                "SHOW SCHEMAS | UTILITY SHOW_DATABASES",
                "SHOW TABLES IN d 'a*' | UTILITY SHOW_TABLES",
                "SHOW VIEWS IN d LIKE 'a*' | UTILITY SHOW_VIEWS",
                "SHOW COLUMNS IN d.t | UTILITY SHOW_COLUMNS",
                "SHOW PARTITIONS t | UTILITY SHOW_PARTITIONS",
                "SHOW TBLPROPERTIES t('a') | UTILITY SHOW_TBLPROPERTIES",
                "SHOW CREATE TABLE t | UTILITY SHOW_CREATE_TABLE",
                "SHOW CREATE VIEW v | UTILITY SHOW_CREATE_VIEW",
                "DESC FORMATTED t | UTILITY DESCRIBE_TABLE"
            })
    void tellsTheKind(String sql, String kind) {
        var parsed = DdlParser.parse(sql).statement().kind();

        assertThat(parsed.type() + " " + parsed.substatement()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "t | t",
                "D.T | d.t",
                "`d`.`t` | d.t",
                "`awsdatacatalog`.`d`.`t` | d.t",
                "AwsDataCatalog.d.t | d.t",
                "`d.t` | d.t",
                "`_1 x` | _1 x",
                "`date` | date"
            })
    void readsNames(String written, String name) {
        assertThat(((DropTable) DdlParser.parse("DROP TABLE " + written).statement())
                        .table()
                        .text())
                .isEqualTo(name);
    }

    @Test
    void readsStrings() {
        var create = (DatabaseStatement.Create) DdlParser.parse(
                        "CREATE DATABASE d COMMENT 'it\\'s ''x'' \\n\\t\\\\ \\u00e9 \\101 \\q' LOCATION \"s3://b/\"")
                .statement();

        assertThat(create.comment()).isEqualTo("it's 'x' \n\t\\ é A q");
        assertThat(create.location()).isEqualTo("s3://b/");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "INT | int",
                "decimal( 10 , 2 ) | decimal(10,2)",
                "varchar(5) | varchar(5)",
                "array<array<map<string,struct<a:int>>>> | array<array<map<string,struct<a:int>>>>",
                "struct<`date`:date, B : double COMMENT 'x'> | struct<date:date,b:double>",
                "foo | foo"
            })
    void readsTypes(String written, String type) {
        CreateTable create = create("CREATE EXTERNAL TABLE t (a " + written + ") LOCATION 's3://b/t/'");

        assertThat(create.columns().get(0).type().text()).isEqualTo(type);
    }

    @Test
    void readsTypesAsGlueKeepsThem() {
        assertThat(DdlParser.type("struct<date:date,1x:array<int>>"))
                .hasValueSatisfying(type -> assertThat(type.text()).isEqualTo("struct<date:date,1x:array<int>>"));
        assertThat(DdlParser.type("struct<a:int>>")).isEmpty();
    }

    @Test
    void readsDescribe() {
        assertThat(DdlParser.parse("DESCRIBE EXTENDED d.t a.b PARTITION (p='x')")
                        .statement())
                .isInstanceOfSatisfying(Describe.class, describe -> {
                    assertThat(describe.detail()).isEqualTo(Describe.Detail.EXTENDED);
                    assertThat(describe.column()).containsExactly("a", "b");
                    assertThat(describe.partition()).isNotNull();
                });
        assertThat(DdlParser.parse("SHOW COLUMNS FROM t IN d").statement())
                .isEqualTo(new ShowStatement.Columns(new TableReference("d", "t")));
    }

    @Test
    void keepsTheOrderOfProperties() {
        CreateTable create =
                create("CREATE TABLE t (a int) LOCATION 's3://b/t/' TBLPROPERTIES ('z'='1', \"a\"=\"2\", 'm'='3')");

        assertThat(create.properties()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "ALTER TABLE IF EXISTS t RENAME TO u | line 1:16: no viable alternative at input 'ALTER TABLE IF EXISTS'",
                "ALTER TABLE t ADD COLUMN m int | line 1:19: no viable alternative at input 'ALTER TABLE t ADD COLUMN'",
                "ALTER TABLE t RENAME COLUMN a TO b | line 1:22: missing 'TO' at 'COLUMN'",
                "ALTER TABLE t SET PROPERTIES x = 1 | line 1:19: no viable alternative at input 'ALTER TABLE t SET PROPERTIES'",
                "ALTER TABLE t SET AUTHORIZATION x | line 1:19: no viable alternative at input 'ALTER TABLE t SET AUTHORIZATION'",
                "ALTER TABLE t EXECUTE optimize | line 1:15: no viable alternative at input 'ALTER TABLE t EXECUTE'",
                "ALTER TABLE t ALTER COLUMN a SET DATA TYPE int | line 1:15: mismatched input 'ALTER'. Expecting: '.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'",
                "ALTER TABLE t REPLACE COLUMN (a int) | line 1:15: mismatched input 'REPLACE'. Expecting: '.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'",
                "ALTER TABLE t DROP COLUMN IF EXISTS m | line 1:30: mismatched input 'EXISTS' expecting {<EOF>, '.'}",
                "ALTER TABLE t DROP COLUMNS (m) | line 1:20: mismatched input 'COLUMNS'. Expecting: '.', 'DROP'",
                "ALTER TABLE \"t\" ADD COLUMNS (a int) | line 1:13: no viable alternative at input 'ALTER TABLE \"t\"'",
                "ALTER TABLE t ADD PARTITION (a=1), PARTITION (a=2) | line 1:34: mismatched input ',' expecting <EOF>",
                "CREATE EXTERNAL TABLE t (\"a\" int) | line 1:26: no viable alternative at input 'CREATE EXTERNAL TABLE t (\"a\"'",
                "CREATE EXTERNAL TABLE _t (a int) | line 1:23: no viable alternative at input 'CREATE EXTERNAL TABLE _t'",
                "CREATE EXTERNAL TABLE 1t (a int) | line 1:23: no viable alternative at input 'CREATE EXTERNAL TABLE 1t'",
                "CREATE EXTERNAL TABLE t (date string) | line 1:26: no viable alternative at input 'CREATE EXTERNAL TABLE t (date'",
                "CREATE TABLE t (a int NOT NULL) | line 1:23: no viable alternative at input 'CREATE TABLE t (a int NOT'",
                "CREATE TABLE t (a timestamp(3) with time zone) | line 1:32: no viable alternative at input 'CREATE TABLE t (a timestamp(3) with'",
                "CREATE TABLE t (a row(b int)) | line 1:23: no viable alternative at input 'CREATE TABLE t (a row(b'",
                "CREATE TABLE t (LIKE d.u) | line 1:23: no viable alternative at input 'CREATE TABLE t (LIKE d.'",
                "CREATE TABLE t (LIKE u) | No location was specified for table. An S3 location must be specified",
                "CREATE TABLE t (a int) WITH (format = 'x') | line 1:29: no viable alternative at input 'CREATE TABLE t (a int) WITH ('",
                "CREATE TABLE t (a int) | No location was specified for table. An S3 location must be specified",
                "CREATE OR REPLACE TABLE t AS SELECT 1 | line 1:19: mismatched input 'TABLE'. Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'",
                "CREATE EXTERNAL TABLE t (a int) TBLPROPERTIES ('a'='b') LOCATION 's3://b/t/' | line 1:57: no viable alternative at input 'CREATE EXTERNAL TABLE t (a int) TBLPROPERTIES ('a'='b') LOCATION'",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG') | External keyword not supported for table type ICEBERG",
                "CREATE TABLE x.d.t (a int) | Catalog 'x' does not exist",
                "CREATE TABLE x.d.t (a int) LOCATION 's3://b/t/' | Catalog 'x' does not exist",
                "DROP TABLE a.b.c.d | line 1:17: mismatched input '.' expecting {<EOF>, 'PURGE'}",
                "DROP TABLE \"t\" | line 1:12: no viable alternative at input 'DROP TABLE \"t\"'",
                "DROP TABLE t u | line 1:14: extraneous input 'u' expecting <EOF>",
                "DROP VIEW `v` | line 1:11: backquoted identifiers are not supported; use double quotes to quote identifiers",
                "DROP TABLE | line 1:11: no viable alternative at input 'DROP TABLE'",
                "DESCRIBE a.b.c.d | Invalid table name a.b.c.d",
                "SHOW COLUMNS FROM a.b.c.d | Invalid table name a.b.c.d",
                "SHOW CREATE TABLE a.b.c.d | Invalid table name a.b.c.d",
                "SHOW CREATE TABLE \"t\" | Queries of this type are not supported",
                "SHOW TABLES IN awsdatacatalog.d.t | line 1:32: mismatched input '.' expecting {<EOF>, 'LIKE', STRING}",
                "SHOW SESSION | line 1:13: no viable alternative at input 'SHOW SESSION'",
                "SELECT 1 | Queries of this type are not supported",
                "DROP TABLE 'unclosed | line 1:12: no viable alternative at input 'DROP TABLE 'unclosed'"
            })
    void refusesInAthenasWords(String sql, String message) {
        assertThat(refusal(sql)).hasMessage(message);
    }

    @Test
    void countsPositionsFromTheFirstWordOrComment() {
        assertThat(refusal("\n  -- c\n\tDROP TABLE\n\"t\""))
                .hasMessage("line 3:1: no viable alternative at input '-- c\\n\\tDROP TABLE\\n\"t\"'");
    }

    @Test
    void refusesDeepTypes() {
        String deep = "array<".repeat(5000) + "int" + ">".repeat(5000);

        assertThat(refusal("CREATE EXTERNAL TABLE t (a " + deep + ") LOCATION 's3://b/t/'"))
                .hasMessageContaining("no viable alternative at input");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "/* c */ SHOW CREATE TABLE t | line 1:0 cannot recognize input near '/' '*' 'c'",
                "SHOW /* c */ CREATE TABLE t | line 1:5 cannot recognize input near 'SHOW' '/' '*' in ddl statement",
                "SHOW CREATE /* c */ TABLE t | line 1:12 mismatched input '/' expecting TABLE near 'CREATE' in show statement",
                "MSCK /* c */ REPAIR TABLE t | line 1:5 missing EOF at '/' near 'MSCK'",
                "MSCK REPAIR /* c */ TABLE t | line 1:12 missing EOF at '/' near 'REPAIR'",
                "MSCK REPAIR TABLE   /* abc */ t | line 1:18 cannot recognize input near '/' '*' 'abc' in table name",
                "ALTER /* c */ TABLE t ADD COLUMNS (a int) | line 1:0 cannot recognize input near 'ALTER' '/' '*' in alter statement",
                "DESCRIBE /* c */ t | line 1:0 cannot recognize input near 'DESCRIBE' '/' '*' in describe statement"
            })
    void remembersBlockCommentsThatHiveCannotRead(String sql, String complaint) {
        assertThat(DdlParser.parse(sql).hiveComplaint()).hasValueSatisfying(failure -> {
            assertThat(failure).hasMessage("FAILED: ParseException " + complaint);
            assertThat(failure.category()).isEqualTo(StatementFailed.Category.SYSTEM);
            assertThat(failure.errorType()).isEqualTo(1003);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- c\nSHOW CREATE TABLE t",
                "DROP /* c */ TABLE t",
                "SHOW /* c */ TABLES",
                "ALTER /* c */ TABLE t ADD PARTITION (a=1)"
            })
    void mindsNoOtherComments(String sql) {
        assertThat(DdlParser.parse(sql).hiveComplaint()).isEmpty();
    }

    private static CreateTable create(String sql) {
        return (CreateTable) DdlParser.parse(sql).statement();
    }

    private static StatementFailed refusal(String sql) {
        StatementFailed refusal = catchThrowableOfType(StatementFailed.class, () -> DdlParser.parse(sql));
        assertThat(refusal.atStart()).isTrue();
        return refusal;
    }
}
