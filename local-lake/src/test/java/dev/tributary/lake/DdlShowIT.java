package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The answers of SHOW and DESCRIBE, to the last blank. */
class DdlShowIT {

    private static final String EMPTY = "\t \t ";
    private static final String COLUMNS = "# col_name            \tdata_type           \tcomment             ";

    @TempDir
    static Path folder;

    private static DdlLake lake;

    @BeforeAll
    static void start() {
        lake = new DdlLake(folder);
        lake.run("CREATE DATABASE db");
        lake.run("""
                CREATE EXTERNAL TABLE hive (id bigint COMMENT 'the id',
                  `a_name_of_twenty_char` struct<b:int,c:array<string>>)
                COMMENT 'it''s all'
                PARTITIONED BY (p string COMMENT 'key')
                CLUSTERED BY (id) INTO 2 BUCKETS
                ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'
                LOCATION 's3://lake/hive/'
                TBLPROPERTIES ('k'='v', 'transient_lastDdlTime'='1')
                """);
        lake.run("ALTER TABLE hive ADD PARTITION (p='x')");
        lake.run("""
                CREATE TABLE ice (id bigint COMMENT 'the id', s string, ts timestamp, d decimal(10,2),
                  a array<string>, m map<string,int>, r struct<a:int,b:int>)
                PARTITIONED BY (s, bucket(4, id), truncate(3, s), day(ts))
                LOCATION 's3://lake/ice' TBLPROPERTIES ('table_type'='ICEBERG', 'write_compression'='zstd')
                """);
        String view = "{\"originalSql\":\"SELECT 1 n\\nFROM t\",\"columns\":[{\"name\":\"n\",\"type\":\"integer\"},"
                + "{\"name\":\"s\",\"type\":\"varchar(1)\"}]}";
        lake.glue.createTable(request -> request.databaseName("db")
                .tableInput(TableInput.builder()
                        .name("seen")
                        .tableType("VIRTUAL_VIEW")
                        .viewOriginalText(
                                "/* Presto View: " + Base64.getEncoder().encodeToString(view.getBytes()) + " */")
                        .viewExpandedText("/* Presto View */")
                        .storageDescriptor(storage -> storage.columns(
                                Column.builder().name("n").type("int").build()))
                        .build()));
    }

    @AfterAll
    static void stop() throws Exception {
        lake.close();
    }

    @Test
    void showsTablesAndViews() {
        assertThat(lake.lines("SHOW TABLES")).containsExactly("hive", "ice", "seen");
        assertThat(lake.lines("SHOW TABLES IN `awsdatacatalog`.`db` 'i*|SEEN'")).containsExactly("ice", "seen");
        assertThat(lake.lines("SHOW VIEWS IN db LIKE '*e*'")).containsExactly("seen");
        Recorded tables = lake.run("SHOW TABLES LIKE 'none'");
        assertThat(tables.lines()).isEmpty();
        assertThat(tables.columnNames()).containsExactly("tab_name");
        assertThat(tables.updateCount).isZero();
        assertThat(lake.run("SHOW DATABASES").columnNames()).containsExactly("database_name");
        assertThat(lake.run("SHOW PARTITIONS hive").columnNames()).containsExactly("partition");
    }

    @Test
    void showsColumns() {
        assertThat(lake.lines("SHOW COLUMNS IN hive FROM db"))
                .containsExactly("id                  ", "a_name_of_twenty_char", "p                   ");
        assertThat(lake.lines("SHOW COLUMNS FROM db.ice")).containsExactly("id", "s", "ts", "d", "a", "m", "r");
        assertThat(lake.lines("SHOW COLUMNS FROM seen")).containsExactly("n\tinteger", "s\tvarchar(1)");
        assertThat(lake.run("SHOW COLUMNS FROM ice").columnNames()).containsExactly("field");
        assertThat(lake.kind("SHOW COLUMNS FROM seen")).isEqualTo("UTILITY DESC_VIEW");
        assertThat(lake.kind("SHOW COLUMNS FROM ice")).isEqualTo("UTILITY SHOW_COLUMNS");
    }

    @Test
    void showsProperties() {
        assertThat(lake.lines("SHOW TBLPROPERTIES hive"))
                .hasSize(4)
                .contains("EXTERNAL\tTRUE", "comment\tit's all", "k\tv");
        assertThat(lake.lines("SHOW TBLPROPERTIES hive('k')")).containsExactly("v");
        assertThat(lake.lines("SHOW TBLPROPERTIES hive('none')"))
                .containsExactly("Table db.hive does not have property: none");
        assertThat(lake.run("SHOW TBLPROPERTIES ice").columnNames()).containsExactly("prpt_name", "prpt_value");
        assertThat(lake.lines("SHOW TBLPROPERTIES ice")).containsExactly("format\tparquet", "write_compression\tzstd");
    }

    @Test
    void describesAHiveTable() {
        Recorded described = lake.run("DESC db.hive");

        assertThat(described.columnNames()).containsExactly("col_name", "data_type", "comment");
        assertThat(described.updateCount).isNull();
        assertThat(described.lines())
                .containsExactly(
                        "id                  \tbigint              \tthe id              ",
                        "a_name_of_twenty_char\tstruct<b:int,c:array<string>>\t                    ",
                        "p                   \tstring              \tkey                 ",
                        EMPTY,
                        "# Partition Information\t \t ",
                        COLUMNS,
                        EMPTY,
                        "p                   \tstring              \tkey                 ");
    }

    @Test
    void describesAHiveTableInDetail() {
        assertThat(lake.lines("DESCRIBE FORMATTED hive"))
                .startsWith(
                        COLUMNS,
                        EMPTY,
                        "id                  \tbigint              \tthe id              ",
                        "a_name_of_twenty_char\tstruct<b:int,c:array<string>>\t                    ",
                        EMPTY,
                        "# Partition Information\t \t ")
                .contains(
                        "# Detailed Table Information\t \t ",
                        "Database:           \tdb                  \t ",
                        "LastAccessTime:     \tUNKNOWN             \t ",
                        "Location:           \ts3://lake/hive/     \t ",
                        "Table Type:         \tEXTERNAL_TABLE      \t ",
                        "\tk                   \tv                   ",
                        "# Storage Information\t \t ",
                        "Num Buckets:        \t2                   \t ",
                        "Bucket Columns:     \t[id]                \t ");
        assertThat(lake.lines("DESCRIBE FORMATTED hive PARTITION (p='x')"))
                .contains("# Detailed Partition Information\t \t ", "Partition Value:    \t[x]                 \t ");
        assertThat(lake.lines("DESCRIBE EXTENDED hive"))
                .last()
                .asString()
                .startsWith("Detailed Table Information\tTable(tableName:hive, dbName:db, owner:hadoop, createTime:")
                .endsWith("tableType:EXTERNAL_TABLE)\t");
        assertThat(lake.lines("DESCRIBE EXTENDED hive PARTITION (p='x')"))
                .last()
                .asString()
                .startsWith("Detailed Partition Information\tPartition(values:[x], dbName:db, tableName:hive,");
    }

    @Test
    void describesAColumn() {
        assertThat(lake.lines("DESCRIBE hive id"))
                .containsExactly("id                  \tbigint              \tthe id              ");
        assertThat(lake.lines("DESCRIBE hive a_name_of_twenty_char.c.'$elem$'"))
                .containsExactly("$elem$              \tstring              \tfrom deserializer   ");
        assertThat(lake.lines("DESCRIBE ice r")).containsExactly("r\tstruct<a: int, b: int>\t");
        assertThat(lake.failure("DESCRIBE EXTENDED hive nope"))
                .isEqualTo("1/1003 FAILED: Execution Error, return code 1 from"
                        + " org.apache.hadoop.hive.ql.exec.DDLTask. cannot find field nope from [0:id,"
                        + " 1:a_name_of_twenty_char]");
    }

    @Test
    void describesAnIcebergTable() {
        Recorded described = lake.run("DESCRIBE ice");

        assertThat(described.updateCount).isZero();
        assertThat(described.lines())
                .containsExactly(
                        "# Table schema:\t\t",
                        "# col_name\tdata_type\tcomment",
                        "id\tbigint\tthe id",
                        "s\tstring\t",
                        "ts\ttimestamp\t",
                        "d\tdecimal(10, 2)\t",
                        "a\tarray<string>\t",
                        "m\tmap<string, int>\t",
                        "r\tstruct<a: int, b: int>\t",
                        "\t\t",
                        "# Partition spec:\t\t",
                        "# field_name\tfield_transform\tcolumn_name",
                        "s\tidentity\ts",
                        "id_bucket\tbucket[4]\tid",
                        "s_trunc\ttruncate[3]\ts",
                        "ts_day\tday\tts");
        assertThat(lake.lines("DESCRIBE FORMATTED ice"))
                .endsWith(
                        "\t\t",
                        "Name:\ticeberg.db.ice\t",
                        "Location:\ts3://lake/ice\t",
                        "\t\t",
                        "# Table properties:\t\t",
                        "# key\tvalue\t",
                        "format\tparquet\t",
                        "write_compression\tzstd\t",
                        "\t\t",
                        "# Iceberg storage table properties:\t\t",
                        "# key\tvalue\t",
                        "write.format.default\tparquet\t",
                        "write.parquet.compression-codec\tzstd\t");
        assertThat(lake.failure("DESCRIBE EXTENDED ice"))
                .isEqualTo("2/1100 EXTENDED keyword is not supported for Iceberg tables.");
        assertThat(lake.failure("DESCRIBE FORMATTED ice id"))
                .isEqualTo("2/1100 FORMATTED keyword is not supported for Iceberg table columns.");
        assertThat(lake.failure("DESCRIBE ice PARTITION (s='a')"))
                .isEqualTo("2/1100 PARTITION keyword is not supported for Iceberg tables.");
    }

    @Test
    void describesAView() {
        assertThat(lake.lines("DESCRIBE seen")).containsExactly("n\tinteger", "s\tvarchar(1)");
        assertThat(lake.kind("DESCRIBE seen")).isEqualTo("UTILITY DESC_VIEW");
        assertThat(lake.lines("SHOW CREATE VIEW \"db\".\"seen\""))
                .containsExactly("CREATE VIEW db.seen AS", "SELECT 1 n", "FROM t");
        assertThat(lake.lines("DESCRIBE FORMATTED seen"))
                .contains("Table Type:         \tVIRTUAL_VIEW        \t ", "# View Information\t \t ")
                .endsWith("View Expanded Text: \t/* Presto View */   \t ");
    }

    @Test
    void tellsAHiveTablesStatement() {
        assertThat(lake.lines("SHOW CREATE TABLE `db`.`hive`"))
                .containsExactly(
                        "CREATE EXTERNAL TABLE `db.hive`(",
                        "  `id` bigint COMMENT 'the id', ",
                        "  `a_name_of_twenty_char` struct<b:int,c:array<string>>)",
                        "COMMENT 'it\\'s all'",
                        "PARTITIONED BY ( ",
                        "  `p` string COMMENT 'key')",
                        "CLUSTERED BY ( ",
                        "  `id`) ",
                        "INTO 2 BUCKETS",
                        "ROW FORMAT SERDE ",
                        "  'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' ",
                        "WITH SERDEPROPERTIES ( ",
                        "  'field.delim'='\\t', ",
                        "  'serialization.format'='\\t') ",
                        "STORED AS INPUTFORMAT ",
                        "  'org.apache.hadoop.mapred.TextInputFormat' ",
                        "OUTPUTFORMAT ",
                        "  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
                        "LOCATION",
                        "  's3://lake/hive/'",
                        "TBLPROPERTIES (",
                        "  'k'='v', ",
                        "  'transient_lastDdlTime'='"
                                + lake.table("hive").parameters().get("transient_lastDdlTime") + "')");
    }

    @Test
    void tellsAnIcebergTablesStatement() {
        assertThat(lake.lines("SHOW CREATE TABLE ice"))
                .containsExactly(
                        "CREATE TABLE db.ice (",
                        "  `id` bigint COMMENT 'the id',",
                        "  `s` string,",
                        "  `ts` timestamp,",
                        "  `d` decimal(10,2),",
                        "  `a` array<string>,",
                        "  `m` map<string,int>,",
                        "  `r` struct<a:int,b:int>)",
                        "PARTITIONED BY (`s`, bucket(4, `id`), truncate(3, `s`), day(`ts`))",
                        "LOCATION 's3://lake/ice'",
                        "TBLPROPERTIES (",
                        "  'table_type'='iceberg',",
                        "  'format'='parquet',",
                        "  'write_compression'='zstd'",
                        ")");
    }

    @Test
    void tellsStatementsThatMakeTheSameTablesAgain() {
        for (String table : new String[] {"hive", "ice"}) {
            String statement = String.join("\n", lake.lines("SHOW CREATE TABLE " + table));
            var before = lake.table(table);
            lake.run("DROP TABLE " + table);
            lake.run(statement);
            var after = lake.table(table);

            assertThat(after.storageDescriptor().location())
                    .isEqualTo(before.storageDescriptor().location());
            assertThat(after.storageDescriptor().serdeInfo())
                    .isEqualTo(before.storageDescriptor().serdeInfo());
            assertThat(after.partitionKeys()).isEqualTo(before.partitionKeys());
            assertThat(String.join("\n", lake.lines("SHOW CREATE TABLE " + table))
                            .replaceAll("Time'='\\d+", ""))
                    .isEqualTo(statement.replaceAll("Time'='\\d+", ""));
        }
        lake.run("ALTER TABLE hive ADD PARTITION (p='x')");
    }

    @Test
    void doesNotTellATableThatAthenaCouldNotMake() {
        lake.run(
                "CREATE TABLE foreign_one (a int) LOCATION 's3://lake/foreign/' TBLPROPERTIES ('table_type'='ICEBERG')");
        lake.iceberg("foreign_one")
                .updateProperties()
                .set("mine", "1")
                .set("write.metadata.previous-versions-max", "5")
                .commit();

        assertThat(lake.failure("SHOW CREATE TABLE foreign_one"))
                .isEqualTo("2/1200 UNSUPPORTED: SHOW CREATE TABLE cannot tell a table with the properties mine,"
                        + " write.metadata.previous-versions-max");
        lake.run("DROP TABLE foreign_one");
    }

    @Test
    void refusesTablesThatAreNotThere() {
        for (String statement : new String[] {"DESCRIBE nope", "DESC db.nope", "SHOW COLUMNS IN nope"}) {
            assertThat(lake.failure(statement))
                    .startsWith("INVALID_INPUT Entity Not Found (Service: AmazonDataCatalog; Status Code: 400;"
                            + " Error Code: EntityNotFoundException; Request ID: ")
                    .endsWith("; Proxy: null)");
        }
        assertThat(lake.failure("DESCRIBE FORMATTED nope"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10001]: Table not found db.nope");
        assertThat(lake.failure("DESCRIBE FORMATTED nope.t"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10072]: Database does not exist: nope");
        assertThat(lake.failure("DESCRIBE FORMATTED hive PARTITION (p='nope')"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10006]: Partition not found {p=nope}");
        assertThat(lake.failure("SHOW CREATE TABLE nope"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10001]: Table not found db.nope");
        assertThat(lake.failure("SHOW TBLPROPERTIES nope"))
                .isEqualTo("2/1301 FAILED: SemanticException [Error 10001]: Table not found db.nope");
        assertThat(lake.failure("SHOW CREATE VIEW nope"))
                .isEqualTo("2/1301 TABLE_NOT_FOUND: line 1:1: View 'awsdatacatalog.db.nope' does not exist");
        assertThat(lake.failure("DROP VIEW hive"))
                .isEqualTo("2/1301 TABLE_NOT_FOUND: line 1:1: View 'awsdatacatalog.db.hive' does not exist");
        assertThat(lake.failure("DROP VIEW IF EXISTS nope")).isEqualTo("succeeded");
        assertThat(lake.failure("DROP TABLE seen"))
                .isEqualTo("2/1006 FAILED: Execution Error, return code 1 from"
                        + " org.apache.hadoop.hive.ql.exec.DDLTask. Cannot drop a view with DROP TABLE");
    }

    @Test
    void failsOnBlockCommentsUnlessTheTableIsIceberg() {
        assertThat(lake.failure("SHOW CREATE TABLE /* c */ hive"))
                .isEqualTo("1/1003 FAILED: ParseException line 1:18 cannot recognize input near '/' '*' 'c' in table"
                        + " name");
        assertThat(lake.failure("SHOW CREATE TABLE /* c */ ice")).isEqualTo("succeeded");
        assertThat(lake.failure("MSCK /* c */ REPAIR TABLE ice"))
                .isEqualTo("2/1200 Query type not supported by Athena Iceberg at this time");
    }
}
