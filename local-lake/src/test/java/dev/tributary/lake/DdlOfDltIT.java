package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;

/** The statements of DDL that dlt sends, in its order, quoted and qualified as it does. */
class DdlOfDltIT {

    private static final String LOADS =
            "(`load_id` string,`schema_name` string,`status` bigint,`inserted_at` timestamp,`schema_version_hash` string)";
    private static final String STATE =
            "(`version` bigint,`engine_version` bigint,`pipeline_name` string,`state` string,"
                    + "`created_at` timestamp,`version_hash` string,`_dlt_load_id` string,`_dlt_id` string)";

    @TempDir
    Path folder;

    @Test
    void makesEvolvesAndDropsDatasets() throws Exception {
        try (DdlLake lake = new DdlLake(folder)) {
            List<String> statements = List.of(
                    "CREATE DATABASE `awsdatacatalog`.`db`",
                    "CREATE DATABASE `awsdatacatalog`.`db_staging` LOCATION 's3://lake/db_staging'",
                    "CREATE EXTERNAL TABLE `awsdatacatalog`.`db_staging`.`items` (`id` bigint, `name` string,"
                            + " `_dlt_load_id` string, `_dlt_id` string) STORED AS PARQUET LOCATION"
                            + " 's3://lake/db_staging/items/'",
                    "CREATE TABLE IF NOT EXISTS `awsdatacatalog`.`db`.`_dlt_loads` " + LOADS
                            + " LOCATION 's3://lake/db/_dlt_loads' TBLPROPERTIES ('table_type'='ICEBERG',"
                            + " 'format'='parquet')",
                    "CREATE EXTERNAL TABLE `awsdatacatalog`.`db`.`_dlt_pipeline_state` " + STATE
                            + " STORED AS PARQUET LOCATION 's3://lake/db/_dlt_pipeline_state/'",
                    "CREATE TABLE `awsdatacatalog`.`db`.`items` (`id` bigint, `category` string, `name` string,"
                            + " `created_at` timestamp, `_dlt_id` string)\nPARTITIONED BY (`category`,"
                            + " month(`created_at`), bucket(10, `id`), truncate(2, `name`))\nLOCATION"
                            + " 's3://lake/db/items'\nTBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')",
                    "ALTER TABLE `awsdatacatalog`.`db`.`items` ADD COLUMNS (`x` string, `y` double)",
                    "ALTER TABLE `awsdatacatalog`.`db_staging`.`items` ADD COLUMNS (`x` string, `y` double)",
                    "DROP TABLE IF EXISTS `awsdatacatalog`.`db_staging`.`items_delete_a1b2c3`");
            statements.forEach(lake::run);

            assertThat(lake.lines("SHOW TABLES")).containsExactly("_dlt_loads", "_dlt_pipeline_state", "items");
            assertThat(lake.iceberg("items").schema().columns())
                    .extracting(field -> field.name())
                    .containsExactly("id", "category", "name", "created_at", "_dlt_id", "x", "y");
            assertThat(lake.iceberg("items").spec().fields()).hasSize(4);
            assertThat(lake.iceberg("_dlt_loads").schema().columns()).hasSize(5);
            assertThat(lake.glue
                            .getTable(request ->
                                    request.databaseName("db_staging").name("items"))
                            .table()
                            .storageDescriptor()
                            .columns())
                    .extracting(Column::name)
                    .containsExactly("id", "name", "_dlt_load_id", "_dlt_id", "x", "y");

            lake.put("db_staging/items/f.parquet");
            lake.run("DROP TABLE IF EXISTS `awsdatacatalog`.`db_staging`.`items`");
            lake.run("DROP DATABASE `awsdatacatalog`.`db_staging` CASCADE");
            lake.run("DROP DATABASE `awsdatacatalog`.`db` CASCADE");
            assertThat(lake.glue.getDatabases(request -> {}).databaseList())
                    .extracting(Database::name)
                    .isEmpty();
            assertThat(lake.keys("")).containsExactly("db_staging/items/f.parquet");
        }
    }
}
