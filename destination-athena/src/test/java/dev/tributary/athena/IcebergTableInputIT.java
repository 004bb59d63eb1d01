package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** What Glue holds of an Iceberg table, field by field: the form that iceberg-aws writes and Athena reads. */
class IcebergTableInputIT {
    @TempDir
    static Path folder;

    @AutoClose
    static TestLake lake;

    static Table table;

    @BeforeAll
    static void load() {
        lake = TestLake.start();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", 1);
        record.put("price", 1.5);
        record.put("seen_at", "2026-01-02T03:04:05Z");
        ResourceDefinition items =
                ResourceDefinition.of("items", state -> Stream.of(record)).with(TableFormat.ICEBERG);
        Pipeline.of("shop", "shop", AthenaDestination.of(lake.settings()), folder.resolve("w"), RunSettings.defaults())
                .run(new SourceDefinition("shop", List.of(items), null), RunOptions.defaults());
        table = lake.glue().getTable(b -> b.databaseName("shop").name("items")).table();
    }

    @Test
    void isAnExternalTableMarkedAsIceberg() {
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.parameters()).containsEntry("table_type", "ICEBERG");
    }

    @Test
    void namesItsMetadataBelowItsLocation() {
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/base/shop/items");
        assertThat(table.parameters().get("metadata_location"))
                .matches("s3://lake/base/shop/items/metadata/\\d{5}-[0-9a-f-]{36}\\.metadata\\.json");
    }

    @Test
    void hasNeitherSerdeNorFormatsNorPartitionKeys() {
        assertThat(table.storageDescriptor().serdeInfo()).isNull();
        assertThat(table.storageDescriptor().inputFormat()).isNull();
        assertThat(table.storageDescriptor().outputFormat()).isNull();
        assertThat(table.partitionKeys()).isEmpty();
    }

    @Test
    void listsColumnsWithFieldIdsFromOne() {
        List<Column> columns = table.storageDescriptor().columns();

        assertThat(columns.stream().map(c -> c.name() + " " + c.type()))
                .containsExactly(
                        "id bigint", "price double", "seen_at timestamp", "_dlt_load_id string", "_dlt_id string");
        for (int i = 0; i < columns.size(); i++) {
            assertThat(columns.get(i).parameters())
                    .containsEntry("iceberg.field.id", Integer.toString(i + 1))
                    .containsEntry("iceberg.field.optional", "true")
                    .containsEntry("iceberg.field.current", "true");
        }
    }

    @Test
    void isOfFormatVersionTwo() throws Exception {
        String location = table.parameters().get("metadata_location");
        String key = location.substring("s3://lake/".length());
        String metadata = lake.s3()
                .getObjectAsBytes(b -> b.bucket(TestLake.BUCKET).key(key))
                .asUtf8String();

        assertThat(metadata).contains("\"format-version\":2");
    }
}
