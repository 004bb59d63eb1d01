package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** Statements on Iceberg tables, and what Iceberg's library and Glue hold after them. */
class DdlIcebergIT {

    private static final String ITEMS = """
            CREATE TABLE `awsdatacatalog`.`db`.`items` (`id` bigint COMMENT 'the id', `category` string,
              `created_at` timestamp, `name` string, n int, price decimal(10,2),
              tags array<struct<k:string,v:map<string,int>>>)
            PARTITIONED BY (`category`, month(`created_at`), bucket(10, `id`), truncate(2, `name`))
            LOCATION 's3://lake/db/items/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')
            """;

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
    void makesATableThatIcebergReads() {
        lake.run(ITEMS);

        Table table = lake.iceberg("items");
        assertThat(((BaseTable) table).operations().current().formatVersion()).isEqualTo(2);
        assertThat(table.location()).isEqualTo("s3://lake/db/items");
        assertThat(table.schema().asStruct().toString())
                .isEqualTo("struct<1: id: optional long (the id), 2: category: optional string, 3: created_at: optional"
                        + " timestamp, 4: name: optional string, 5: n: optional int, 6: price: optional decimal(10, 2),"
                        + " 7: tags: optional list<struct<9: k: optional string, 10: v: optional map<string, int>>>>");
        assertThat(table.spec().fields())
                .extracting(field -> field.name() + " " + field.transform())
                .containsExactly(
                        "category identity",
                        "created_at_month month",
                        "id_bucket bucket[10]",
                        "name_trunc truncate[2]");
        assertThat(table.properties())
                .containsEntry("write.format.default", "parquet")
                .containsEntry("write.parquet.compression-codec", "zstd")
                .doesNotContainKey("table_type");
        assertThat(lake.table("items").parameters()).containsEntry("table_type", "ICEBERG");
        assertThat(lake.table("items").tableType()).isEqualTo("EXTERNAL_TABLE");
    }

    @Test
    void evolvesATable() {
        lake.run(ITEMS);
        lake.run("ALTER TABLE `awsdatacatalog`.`db`.`items` ADD COLUMNS (`x` string COMMENT 'new', `y` struct<a:int>)");
        lake.run("ALTER TABLE items CHANGE COLUMN n m bigint COMMENT 'wider' AFTER id");
        lake.run("ALTER TABLE items CHANGE price price decimal(12,2)");
        lake.run("ALTER TABLE items DROP COLUMN tags");
        lake.run(
                "ALTER TABLE items SET TBLPROPERTIES ('write_compression'='GZIP', 'vacuum_min_snapshots_to_keep'='3')");

        Table table = lake.iceberg("items");
        assertThat(table.schema().columns())
                .extracting(field -> field.fieldId() + " " + field.name() + " " + field.type() + " " + field.doc())
                .containsExactly(
                        "1 id long the id",
                        "5 m long wider",
                        "2 category string null",
                        "3 created_at timestamp null",
                        "4 name string null",
                        "6 price decimal(12, 2) null",
                        "13 x string new",
                        "14 y struct<15: a: optional int> null");
        assertThat(table.properties())
                .containsEntry("write.parquet.compression-codec", "gzip")
                .containsEntry("vacuum_min_snapshots_to_keep", "3");

        lake.run("ALTER TABLE items UNSET TBLPROPERTIES ('vacuum_min_snapshots_to_keep')");
        lake.run("ALTER TABLE items RENAME TO renamed");
        assertThat(lake.iceberg("renamed").properties()).doesNotContainKey("vacuum_min_snapshots_to_keep");
        assertThatThrownBy(() -> lake.table("items")).isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void namesPropertiesByTheTablesFormat() {
        lake.run("CREATE TABLE t (a int) LOCATION 's3://lake/t' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='ORC',"
                + " 'write_compression'='ZLIB', 'compression_level'='3', 'write_target_data_file_size_bytes'='1000000',"
                + " 'write_data_path_enabled'='true', 'optimize_rewrite_data_file_threshold'='7')");

        assertThat(lake.iceberg("t").properties())
                .isEqualTo(Map.of(
                        "write.format.default",
                        "orc",
                        "write.orc.compression-codec",
                        "zlib",
                        "write.orc.compression-level",
                        "3",
                        "write.parquet.compression-codec",
                        "zstd",
                        "write.target-file-size-bytes",
                        "1000000",
                        "write.data.path",
                        "s3://lake/t/data",
                        "optimize_rewrite_data_file_threshold",
                        "7"));
        assertThat(lake.lines("SHOW TBLPROPERTIES t"))
                .containsExactly(
                        "compression_level\t3",
                        "format\torc",
                        "optimize_rewrite_data_file_threshold\t7",
                        "write_compression\tzlib",
                        "write_data_path_enabled\ttrue",
                        "write_target_data_file_size_bytes\t1000000");
        assertThat(lake.lines("SHOW CREATE TABLE t")).contains("  'write_compression'='zlib',");
        lake.run("ALTER TABLE t SET TBLPROPERTIES ('write_compression'='none')");
        lake.run("ALTER TABLE t UNSET TBLPROPERTIES ('compression_level', 'write_data_path_enabled')");
        assertThat(lake.iceberg("t").properties())
                .containsEntry("write.orc.compression-codec", "none")
                .doesNotContainKeys("write.orc.compression-level", "write.data.path");
        assertThat(lake.failure("ALTER TABLE t SET TBLPROPERTIES ('format'='csv')"))
                .isEqualTo("2/1100 Unsupported table property value: format=csv");
    }

    @Test
    void refusesWhatAthenaRefuses() {
        lake.run(ITEMS);

        String where = " LOCATION 's3://lake/u/' TBLPROPERTIES ('table_type'='iceberg'";
        assertThat(lake.failure(ITEMS)).isEqualTo("2/1100 Iceberg table to be created already exists");
        assertThat(lake.failure(ITEMS.replace("TABLE", "TABLE IF NOT EXISTS"))).isEqualTo("succeeded");
        assertThat(lake.failure("CREATE EXTERNAL TABLE u (a int)" + where + ")"))
                .isEqualTo("MALFORMED_QUERY External keyword not supported for table type ICEBERG");
        assertThat(lake.failure("CREATE TABLE u (a int) STORED AS PARQUET" + where + ")"))
                .isEqualTo("2/1200 Iceberg create table statement does not allow STORED AS/BY");
        assertThat(lake.failure("CREATE TABLE u (a int)" + where + ", 'comment'='x')"))
                .isEqualTo("2/1200 Unsupported table property key: comment");
        assertThat(lake.failure("CREATE TABLE u (a tinyint)" + where + ")"))
                .isEqualTo("2/1200 Type not supported for Iceberg: tinyint");
        assertThat(lake.failure("CREATE TABLE u (a timestamp) PARTITIONED BY (year(a), hour(a))" + where + ")"))
                .startsWith("2/1100 Cannot add redundant partition: ");
        assertThat(lake.failure("CREATE TABLE u (a int) PARTITIONED BY (b)" + where + ")"))
                .isEqualTo("2/1100 Cannot find source column: b");
        assertThat(lake.failure("ALTER TABLE items SET TBLPROPERTIES ('comment'='x')"))
                .isEqualTo("2/1200 Unsupported table property key: comment");
        assertThat(lake.failure("ALTER TABLE items ADD COLUMNS (id int)"))
                .isEqualTo("2/1100 Cannot add column, name already exists: id");
        assertThat(lake.failure("ALTER TABLE items CHANGE id id int"))
                .isEqualTo("2/1100 Cannot change column type: id: long -> int");
        for (String statement : List.of(
                "ALTER TABLE items REPLACE COLUMNS (a int)",
                "ALTER TABLE items ADD PARTITION (category='a')",
                "ALTER TABLE items DROP PARTITION (category='a')",
                "ALTER TABLE items PARTITION (category='a') RENAME TO PARTITION (category='b')",
                "ALTER TABLE items SET LOCATION 's3://lake/u/'",
                "MSCK REPAIR TABLE items",
                "SHOW PARTITIONS items")) {
            assertThat(lake.failure(statement))
                    .as(statement)
                    .isEqualTo("2/1200 Query type not supported by Athena Iceberg at this time");
        }
    }

    @Test
    void dropsATableWithItsData() {
        lake.run(ITEMS);
        lake.put("db/items/data/left-behind.parquet");
        lake.put("db/other");

        lake.run("DROP TABLE items");

        assertThatThrownBy(() -> lake.table("items")).isInstanceOf(EntityNotFoundException.class);
        assertThat(lake.keys("db/")).containsExactly("db/other");
    }

    @Test
    void dropsATableWhoseMetadataIsGone() {
        lake.run(ITEMS);
        lake.keys("db/items/")
                .forEach(key ->
                        lake.s3.deleteObject(request -> request.bucket("lake").key(key)));

        assertThat(lake.failure("DESCRIBE items"))
                .isEqualTo("2/233 ICEBERG_MISSING_METADATA: Metadata not found in metadata location for table"
                        + " db.items");
        lake.run("DROP TABLE items");
        assertThatThrownBy(() -> lake.table("items")).isInstanceOf(EntityNotFoundException.class);

        lake.glue.createTable(request -> request.databaseName("db")
                .tableInput(table -> table.name("hollow")
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("table_type", "ICEBERG"))
                        .storageDescriptor(storage -> storage.location("s3://lake/hollow/"))));
        lake.run("DROP TABLE hollow");
        assertThat(lake.lines("SHOW TABLES")).isEmpty();
    }

    @Test
    void dropsADatabaseWithItsTablesData() {
        lake.run(ITEMS);

        lake.run("DROP DATABASE db CASCADE");

        assertThat(lake.keys("db/items/")).isEmpty();
    }
}
