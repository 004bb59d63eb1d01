package dev.tributary.lake.athena.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lake.sql.StatementKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kinds as measured on the service and published in github.com/aoyagikouhei/athena-local,
 * docs/dev/measurements/statements.md.
 */
class KindsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT 1                                              | DML     | SELECT
            (SELECT 1)                                            | DML     | SELECT
            SELECT(1)                                             | DML     | SELECT
            WITH a AS (SELECT 1) SELECT * FROM a                  | DML     | SELECT
            VALUES 1                                              | DML     | SELECT
            TABLE t                                               | DML     | SELECT
            -- SELECT\\nSHOW TABLES                               | UTILITY | SHOW_TABLES
            /* SHOW TABLES */ SELECT 1                            | DML     | SELECT
            EXPLAIN ANALYZE SELECT 1                              | DML     | EXPLAIN
            insert into t values 1                                | DML     | INSERT
            UPDATE t SET a = 1                                    | DML     | UPDATE
            DELETE FROM t                                         | DML     | DELETE
            MERGE INTO t USING s ON 1 = 1                         | DML     | MERGE
            UNLOAD (SELECT 1) TO 's3://b/'                        | DML     | UNLOAD
            VACUUM t                                              | DML     | VACUUM
            OPTIMIZE t REWRITE DATA USING BIN_PACK                | DDL     | OPTIMIZE
            CREATE TABLE t AS SELECT 1 AS n                       | DDL     | CREATE_TABLE_AS_SELECT
            CREATE TABLE"t"AS(SELECT 1)                           | DDL     | CREATE_TABLE_AS_SELECT
            CREATE TABLE t WITH (a = 'x') AS -- c\\nVALUES 1      | DDL     | CREATE_TABLE_AS_SELECT
            CREATE TABLE IF NOT EXISTS d.t AS WITH a AS (SELECT 1) SELECT 1 | DDL | CREATE_TABLE_AS_SELECT
            CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/'    | DDL     | CREATE_TABLE
            CREATE TABLE t (a int COMMENT 'AS SELECT') LOCATION 's3://b/' | DDL | CREATE_TABLE
            CREATE OR REPLACE VIEW v AS SELECT 1                  | DDL     | CREATE_VIEW
            CREATE DATABASE d                                     | DDL     | CREATE_DATABASE
            CREATE SCHEMA d                                       | DDL     | CREATE_DATABASE
            DROP /* c */ TABLE t                                  | DDL     | DROP_TABLE
            DROP VIEW v                                           | DDL     | DROP_VIEW
            DROP SCHEMA d                                         | DDL     | DROP_DATABASE
            ALTER TABLE t ADD COLUMNS (a int)                     | DDL     | ALTER_TABLE_ADD_COLUMN
            ALTER TABLE t REPLACE COLUMNS (a int)                 | DDL     | ALTER_TABLE_REPLACE_COLUMN
            ALTER TABLE t CHANGE a b int                          | DDL     | ALTER_TABLE_CHANGE_COLUMN
            ALTER TABLE t DROP COLUMN a                           | DDL     | ALTER_TABLE_DROP_COLUMN
            ALTER TABLE t ADD IF NOT EXISTS PARTITION (p = 1)     | DDL     | ALTER_TABLE_ADD_PARTITION
            ALTER TABLE t DROP PARTITION (p = 1)                  | DDL     | ALTER_TABLE_DROP_PARTITION
            ALTER TABLE t RENAME TO u                             | DDL     | ALTER_TABLE_RENAME
            ALTER TABLE t SET LOCATION 's3://b/'                  | DDL     | ALTER_TABLE_SET_LOCATION
            ALTER TABLE t SET TBLPROPERTIES ('a'='b')             | DDL     | ALTER_TABLE_PROPERTIES
            MSCK REPAIR TABLE t                                   | DDL     | MSCK_REPAIR
            SHOW DATABASES                                        | UTILITY | SHOW_DATABASES
            SHOW SCHEMAS                                          | UTILITY | SHOW_DATABASES
            SHOW COLUMNS IN t                                     | UTILITY | SHOW_COLUMNS
            SHOW CREATE /* c */ TABLE t                           | UTILITY | SHOW_CREATE_TABLE
            SHOW CREATE VIEW v                                    | UTILITY | SHOW_CREATE_VIEW
            SHOW PARTITIONS t                                     | UTILITY | SHOW_PARTITIONS
            SHOW TBLPROPERTIES t                                  | UTILITY | SHOW_TABLE_PROPERTIES
            SHOW FUNCTIONS                                        | UTILITY | SHOW_FUNCTIONS
            SHOW VIEWS                                            | UTILITY | SHOW_VIEWS
            DESC t                                                | UTILITY | DESCRIBE_TABLE
            DESCRIBE t                                            | UTILITY | DESCRIBE_TABLE
            """)
    void tellsTheKindByTheKeywords(String sql, String type, String substatement) {
        assertThat(Kinds.of(sql.replace("\\n", "\n"))).isEqualTo(new StatementKind(type, substatement));
    }

    @ParameterizedTest
    @CsvSource({"''", "SELEC 1", "CREATE", "SHOW", "ALTER TABLE", "/* open"})
    void takesAnythingElseWithoutAName(String sql) {
        assertThat(Kinds.of(sql).substatement()).isEmpty();
    }
}
