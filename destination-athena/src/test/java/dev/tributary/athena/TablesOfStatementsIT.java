package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that statements of Athena made are loaded into as if loads had made them. */
class TablesOfStatementsIT {

    private static final String COLUMNS = "(`id` bigint, `name` string, `_dlt_load_id` string, `_dlt_id` string)";

    @TempDir
    Path folder;

    @Test
    void loadsIntoThem() throws Exception {
        try (TestLake lake = TestLake.start()) {
            run(lake, "CREATE DATABASE shop");
            run(
                    lake,
                    "CREATE EXTERNAL TABLE `awsdatacatalog`.`shop`.`hive` " + COLUMNS
                            + " STORED AS PARQUET LOCATION 's3://lake/base/shop/hive/'");
            run(
                    lake,
                    "CREATE TABLE `awsdatacatalog`.`shop`.`ice` " + COLUMNS
                            + " PARTITIONED BY (bucket(4, `id`)) LOCATION 's3://lake/base/shop/ice'"
                            + " TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')");
            run(lake, "ALTER TABLE shop.ice ADD COLUMNS (`later` string)");

            Map<String, Object> record = Map.of("id", 1, "name", "x", "later", "y");
            ResourceDefinition hive = ResourceDefinition.of("hive", state -> Stream.of(record));
            ResourceDefinition ice =
                    ResourceDefinition.of("ice", state -> Stream.of(record)).with(TableFormat.ICEBERG);
            ice = ice.with(ice.hints().partition(new PartitionField("id", Transform.BUCKET, 4)));
            Pipeline.of(
                            "shop",
                            "shop",
                            AthenaDestination.of(lake.settings()),
                            folder.resolve("w"),
                            RunSettings.defaults())
                    .run(new SourceDefinition("shop", List.of(hive, ice), null), RunOptions.defaults());

            assertThat(lake.hive("shop", "hive", "SELECT id || name || later FROM files"))
                    .containsExactly("1xy");
            assertThat(lake.iceberg("shop", "ice"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getField("later")).isEqualTo("y"));
            assertThat(lake.glue()
                            .getTable(b -> b.databaseName("shop").name("hive"))
                            .table()
                            .storageDescriptor()
                            .columns())
                    .hasSize(5);
        }
    }

    private static void run(TestLake lake, String sql) {
        lake.lake().ddl().run(new Statement(sql, "AwsDataCatalog", null, "s3://lake/results/"), new StatementOutput() {
            @Override
            public void columns(List<ResultColumn> columns) {}

            @Override
            public void row(List<String> values) {}

            @Override
            public void updateCount(long rows) {}

            @Override
            public void scanned(long bytes) {}

            @Override
            public void written(List<String> files) {}
        });
    }
}
