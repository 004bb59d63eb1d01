package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Statements on databases and Hive tables, and what Glue holds after them. */
class DdlHiveIT {

    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    @TempDir
    static Path folder;

    private static DdlLake lake;

    @BeforeAll
    static void start() {
        lake = new DdlLake(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        lake.close();
    }

    @BeforeEach
    void fresh() {
        lake.run("DROP DATABASE IF EXISTS db CASCADE");
        lake.run("CREATE DATABASE db");
    }

    @Test
    void makesAndDropsDatabases() {
        lake.run("CREATE SCHEMA IF NOT EXISTS `awsdatacatalog`.`Other` COMMENT 'what it is' LOCATION 's3://lake/other/'"
                + " WITH DBPROPERTIES ('a'='1')");
        lake.run("ALTER DATABASE other SET DBPROPERTIES ('b'='2')");

        var other = lake.glue.getDatabase(request -> request.name("other")).database();
        assertThat(other.description()).isEqualTo("what it is");
        assertThat(other.locationUri()).isEqualTo("s3://lake/other/");
        assertThat(other.parameters()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(lake.lines("SHOW DATABASES")).containsExactly("db", "other");
        assertThat(lake.lines("SHOW SCHEMAS LIKE 'ot.*'")).containsExactly("other");
        assertThat(lake.lines("SHOW SCHEMAS LIKE 'ot*'")).isEmpty();

        lake.run("DROP SCHEMA other RESTRICT");
        assertThat(lake.lines("SHOW DATABASES")).containsExactly("db");
    }

    @Test
    void refusesDatabasesThatAreThereOrNot() {
        assertThat(lake.failure("CREATE DATABASE db"))
                .isEqualTo("2/1006 FAILED: Execution Error, return code 1 from"
                        + " org.apache.hadoop.hive.ql.exec.DDLTask. Database db already exists");
        assertThat(lake.failure("CREATE DATABASE IF NOT EXISTS db")).isEqualTo("succeeded");
        assertThat(lake.failure("DROP DATABASE nope"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10072]: Database does not exist: nope");
        assertThat(lake.failure("SHOW TABLES IN nope"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10072]: Database does not exist: nope");
        lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");
        assertThat(lake.failure("DROP DATABASE db"))
                .isEqualTo("2/1006 FAILED: Execution Error, return code 1 from"
                        + " org.apache.hadoop.hive.ql.exec.DDLTask. InvalidOperationException(message:Database db is"
                        + " not empty. One or more tables exist.)");
    }

    @Test
    void makesAnExternalTableAsAthenaDoes() {
        lake.run("""
                CREATE EXTERNAL TABLE IF NOT EXISTS `awsdatacatalog`.`db`.`Items` (
                  `ID` bigint COMMENT 'the id',
                  amounts array<struct<currency:string,value:DECIMAL(10, 2)>>,
                  tags map<string,int>, label varchar(10), n integer)
                COMMENT 'all items'
                PARTITIONED BY (dt string COMMENT 'day', `hour` int)
                CLUSTERED BY (id) INTO 4 BUCKETS
                STORED AS PARQUET
                LOCATION 's3://lake/db/items/'
                TBLPROPERTIES ('parquet.compression'='ZSTD', "classification"="parquet");
                """);

        Table table = lake.table("items");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.description()).isEqualTo("all items");
        assertThat(table.parameters())
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("parquet.compression", "ZSTD")
                .containsEntry("classification", "parquet")
                .containsEntry("comment", "all items")
                .containsKey("transient_lastDdlTime");
        assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("dt", "hour");
        assertThat(table.partitionKeys().get(0).comment()).isEqualTo("day");
        StorageDescriptor storage = table.storageDescriptor();
        assertThat(storage.columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly(
                        "id bigint",
                        "amounts array<struct<currency:string,value:decimal(10,2)>>",
                        "tags map<string,int>",
                        "label varchar(10)",
                        "n int");
        assertThat(storage.columns().get(0).comment()).isEqualTo("the id");
        assertThat(storage.location()).isEqualTo("s3://lake/db/items/");
        assertThat(storage.inputFormat()).isEqualTo(PARQUET + "MapredParquetInputFormat");
        assertThat(storage.outputFormat()).isEqualTo(PARQUET + "MapredParquetOutputFormat");
        assertThat(storage.serdeInfo().serializationLibrary()).isEqualTo(PARQUET + "serde.ParquetHiveSerDe");
        assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of("serialization.format", "1"));
        assertThat(storage.bucketColumns()).containsExactly("id");
        assertThat(storage.numberOfBuckets()).isEqualTo(4);
    }

    @Test
    void readsDelimitersAndSerdes() {
        lake.run("CREATE EXTERNAL TABLE csv (a string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' ESCAPED BY '\\\\'"
                + " COLLECTION ITEMS TERMINATED BY '\\002' MAP KEYS TERMINATED BY '\\u0003' LINES TERMINATED BY '\\n'"
                + " NULL DEFINED AS '' STORED AS TEXTFILE LOCATION 's3://lake/csv/'");
        lake.run("CREATE EXTERNAL TABLE json (a string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'"
                + " WITH SERDEPROPERTIES ('ignore.malformed.json'='true') LOCATION 's3://lake/json/'");

        assertThat(lake.table("csv").storageDescriptor().serdeInfo().parameters())
                .isEqualTo(Map.of(
                        "field.delim",
                        ",",
                        "serialization.format",
                        ",",
                        "escape.delim",
                        "\\",
                        "colelction.delim",
                        "\u0002",
                        "mapkey.delim",
                        "\u0003",
                        "line.delim",
                        "\n",
                        "serialization.null.format",
                        ""));
        StorageDescriptor json = lake.table("json").storageDescriptor();
        assertThat(json.inputFormat()).isEqualTo("org.apache.hadoop.mapred.TextInputFormat");
        assertThat(json.serdeInfo().serializationLibrary()).isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(json.serdeInfo().parameters())
                .isEqualTo(Map.of("serialization.format", "1", "ignore.malformed.json", "true"));
    }

    @Test
    void refusesTablesThatCannotBe() {
        lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");

        String task = "2/1006 FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";
        assertThat(lake.failure("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'"))
                .isEqualTo(task + "AlreadyExistsException(message:Table t already exist)");
        assertThat(lake.failure("CREATE EXTERNAL TABLE IF NOT EXISTS t (b int) LOCATION 's3://lake/t/'"))
                .isEqualTo("succeeded");
        assertThat(lake.failure("CREATE EXTERNAL TABLE nope.t (a int) LOCATION 's3://lake/t/'"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10072]: Database does not exist: nope");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int, A string) LOCATION 's3://lake/t/'"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10036]: Duplicate column name: a");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int) PARTITIONED BY (a int) LOCATION 's3://lake/t/'"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10035]: Column repeated in partitioning columns");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a foo) LOCATION 's3://lake/t/'"))
                .isEqualTo("2/1006 FAILED: ParseException line 1:0 cannot recognize input near 'foo' in column type");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int)"))
                .isEqualTo("MALFORMED_QUERY No location was specified for table. An S3 location must be specified");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int COMMENT 'a\\nb') LOCATION 's3://lake/t/'"))
                .startsWith("1/1502 FAILED: Execution Error, return code 1 from"
                        + " org.apache.hadoop.hive.ql.exec.DDLTask. 1 validation error detected: ")
                .contains("(Service: AmazonDataCatalog; Status Code: 400; Error Code: ValidationException; ");
        assertThat(lake.failure("CREATE TABLE u (a int) LOCATION 's3://lake/t/'"))
                .isEqualTo("2/1006 FAILED: SemanticException Only external tables are supported (write CREATE EXTERNAL"
                        + " TABLE, or 'table_type'='ICEBERG' among the table's properties)");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int) LOCATION 's3a://lake/t/'"))
                .isEqualTo("2/1006 FAILED: SemanticException Invalid table location 's3a://lake/t/' (write"
                        + " s3://bucket/folder/)");
    }

    @Test
    void changesColumnsAndProperties() {
        lake.run("CREATE EXTERNAL TABLE t (a int, b string COMMENT 'kept') PARTITIONED BY (p string)"
                + " LOCATION 's3://lake/t/'");
        lake.run("ALTER TABLE `awsdatacatalog`.`db`.`t` ADD COLUMNS (`x` string, `y` double)");
        lake.run("ALTER TABLE t CHANGE COLUMN b c varchar(3) AFTER x");
        lake.run("ALTER TABLE t CHANGE y y double COMMENT 'new' FIRST");

        assertThat(lake.table("t").storageDescriptor().columns())
                .extracting(column -> column.name() + " " + column.type() + " " + column.comment())
                .containsExactly("y double new", "a int null", "x string null", "c varchar(3) kept");

        lake.run("ALTER TABLE t REPLACE COLUMNS (a bigint, d date)");
        lake.run("ALTER TABLE t SET TBLPROPERTIES ('k'='v', 'comment'='said')");
        lake.run("ALTER TABLE t SET LOCATION 's3://lake/moved/'");
        Table table = lake.table("t");
        assertThat(table.storageDescriptor().columns()).extracting(Column::name).containsExactly("a", "d");
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/moved/");
        assertThat(table.parameters()).containsEntry("k", "v");
        assertThat(table.description()).isEqualTo("said");

        lake.run("ALTER TABLE t UNSET TBLPROPERTIES IF EXISTS ('k', 'comment')");
        assertThat(lake.table("t").parameters()).doesNotContainKeys("k", "comment");
        assertThat(lake.table("t").description()).isNull();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");

        Thread.currentThread().interrupt();
        String failure = lake.failure("DROP DATABASE db CASCADE");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isEqualTo("2/1011 Query cancelled by user");
        assertThat(lake.lines("SHOW TABLES")).containsExactly("t");
    }

    @Test
    void losesNoChangeWhenManyAreMadeAtOnce() {
        lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/t/'");

        IntStream.range(0, 24).parallel().forEach(i -> lake.run("ALTER TABLE t ADD COLUMNS (c%d int)".formatted(i)));

        assertThat(lake.table("t").storageDescriptor().columns()).hasSize(25);
    }

    @Test
    void refusesChangesThatHiveTablesDoNotTake() {
        lake.run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (p string) LOCATION 's3://lake/t/'");

        String task = "2/1006 FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";
        assertThat(lake.failure("ALTER TABLE t ADD COLUMNS (p int)")).isEqualTo(task + "Duplicate column name: p");
        assertThat(lake.failure("ALTER TABLE t CHANGE nope b int")).isEqualTo(task + "Invalid column reference nope");
        assertThat(lake.failure("ALTER TABLE t DROP COLUMN a"))
                .isEqualTo("2/1006 FAILED: ParseException line 1:19 mismatched input 'COLUMN' expecting PARTITION near"
                        + " 'DROP' in drop partition statement");
        assertThat(lake.failure("ALTER TABLE t RENAME TO u"))
                .startsWith(task + "Unable to alter table. Unable to change partition or table:"
                        + " com.amazonaws.services.datacatalog.model.InvalidInputException: Table cannot be renamed"
                        + " (Service: AmazonDataCatalog; Status Code: 400; Error Code: InvalidInputException;"
                        + " Request ID: ");
        assertThat(lake.failure("ALTER TABLE nope ADD COLUMNS (b int)"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10001]: Table not found db.nope");
    }

    @Test
    void addsDropsAndMovesPartitions() {
        lake.run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (dt string, n int) LOCATION 's3://lake/t/'");
        lake.run("ALTER TABLE t ADD PARTITION (dt='2026-01-01', n=1) PARTITION (n=2, dt='2026-01-01')"
                + " LOCATION 's3://lake/elsewhere/' PARTITION (dt='2026-01-02', n=10)");
        lake.run("ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt='2026-01-01', n=1)");

        assertThat(lake.partitions("t"))
                .containsExactly(List.of("2026-01-01", "1"), List.of("2026-01-01", "2"), List.of("2026-01-02", "10"));
        assertThat(partition("2026-01-01", "1").location()).isEqualTo("s3://lake/t/dt=2026-01-01/n=1");
        assertThat(partition("2026-01-01", "2").location()).isEqualTo("s3://lake/elsewhere/");
        assertThat(partition("2026-01-01", "2").columns())
                .extracting(Column::name)
                .containsExactly("a");
        assertThat(lake.lines("SHOW PARTITIONS t"))
                .containsExactly("dt=2026-01-01/n=1", "dt=2026-01-01/n=2", "dt=2026-01-02/n=10");

        lake.run("ALTER TABLE t PARTITION (dt='2026-01-01', n=1) SET LOCATION 's3://lake/third/'");
        assertThat(partition("2026-01-01", "1").location()).isEqualTo("s3://lake/third/");
        lake.run("ALTER TABLE t PARTITION (dt='2026-01-01', n=1) RENAME TO PARTITION (dt='2026-01-01', n=3)");
        lake.run("ALTER TABLE t PARTITION (dt='2026-01-01', n=3) ADD COLUMNS (b int)");
        assertThat(partition("2026-01-01", "3").columns())
                .extracting(Column::name)
                .containsExactly("a", "b");
        lake.run("ALTER TABLE t DROP PARTITION (n > 2), PARTITION (dt='2026-01-01', n=2)");
        assertThat(lake.partitions("t")).isEmpty();
    }

    @Test
    void refusesPartitionsThatAreThereOrNot() {
        lake.run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (p string) LOCATION 's3://lake/t/'");
        lake.run("CREATE EXTERNAL TABLE plain (a int) LOCATION 's3://lake/plain/'");
        lake.run("ALTER TABLE t ADD PARTITION (p='x')");

        String task = "2/1006 FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";
        String semantic = "2/1006 FAILED: SemanticException ";
        assertThat(lake.failure("ALTER TABLE t ADD PARTITION (p='x')"))
                .isEqualTo(task + "AlreadyExistsException(message:Partition already exists.)");
        assertThat(lake.failure("ALTER TABLE t DROP PARTITION (p='nope')"))
                .isEqualTo(semantic + "[Error 10006]: Partition not found {p=nope}");
        assertThat(lake.failure("ALTER TABLE t DROP IF EXISTS PARTITION (p='nope')"))
                .isEqualTo("succeeded");
        assertThat(lake.failure("ALTER TABLE t ADD PARTITION (q='x')"))
                .isEqualTo(semantic + "[Error 10098]: Non-Partition column appears in the partition specification: q");
        assertThat(lake.failure("ALTER TABLE plain ADD PARTITION (p='x')"))
                .isEqualTo(semantic + "table is not partitioned but partition spec exists: {p=x}");
        assertThat(lake.failure("SHOW PARTITIONS plain")).isEqualTo(task + "Table plain is not a partitioned table");
    }

    @Test
    void repairsPartitions() {
        lake.run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (dt string, n int) LOCATION 's3://lake/r/t/'");
        lake.run("ALTER TABLE t ADD PARTITION (dt='gone', n=0)");
        for (String key : List.of(
                "dt=a b/n=1/f.parquet",
                "dt=c%3Ad/n=2/deep/f.parquet",
                "dt=e:f/n=3/f.parquet",
                "DT=g/n=4/f.parquet",
                "dt=h/f.parquet",
                "f.parquet")) {
            lake.put("r/t/" + key);
        }

        assertThat(lake.lines("MSCK REPAIR TABLE t"))
                .containsExactly(
                        "Partitions not in metastore:\tt:dt=a b/n=1\tt:dt=c%3Ad/n=2",
                        "Repair: Added partition to metastore t:dt=a b/n=1",
                        "Repair: Added partition to metastore t:dt=c%3Ad/n=2");
        assertThat(lake.partitions("t"))
                .containsExactlyInAnyOrder(List.of("a b", "1"), List.of("c:d", "2"), List.of("gone", "0"));
        assertThat(lake.lines("MSCK REPAIR TABLE t")).isEmpty();
    }

    @Test
    void dropsATableAndLeavesItsFiles() {
        lake.run("CREATE EXTERNAL TABLE t (a int) LOCATION 's3://lake/left/'");
        lake.put("left/f.parquet");

        lake.run("DROP TABLE IF EXISTS `awsdatacatalog`.`db`.`t`");

        assertThatThrownBy(() -> lake.table("t")).isInstanceOf(EntityNotFoundException.class);
        assertThat(lake.keys("left/")).containsExactly("left/f.parquet");
        assertThat(lake.failure("DROP TABLE t"))
                .isEqualTo("2/1006 FAILED: SemanticException [Error 10001]: Table not found db.t");
        assertThat(lake.failure("DROP TABLE IF EXISTS t")).isEqualTo("succeeded");
    }

    private static StorageDescriptor partition(String... values) {
        return lake.glue
                .getPartition(
                        request -> request.databaseName("db").tableName("t").partitionValues(values))
                .partition()
                .storageDescriptor();
    }
}
