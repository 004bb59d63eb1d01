package dev.tributary.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Field by field what Athena, Trino and Spark need of a Parquet table in Glue. */
class HiveTableInputTest {
    private final TableInput input = HiveTableInput.of(
            new Table(
                    "t",
                    null,
                    "r",
                    List.of(
                            new Column(
                                    "id", DataType.BIGINT, false, null, null, Set.of(ColumnHint.PRIMARY_KEY), "a\nkey"),
                            Column.of("dt", DataType.DATE),
                            Column.of("price", DataType.DECIMAL),
                            Column.of("balance", DataType.WEI),
                            Column.of("at", DataType.TIMESTAMP),
                            Column.of("body", DataType.JSON)),
                    WriteDisposition.APPEND,
                    TableFormat.HIVE,
                    List.of(
                            new PartitionField("dt", Transform.IDENTITY, null),
                            new PartitionField("at", Transform.HOUR, null)),
                    "A table"),
            "s3://b/p/t/",
            Map.of());

    @Test
    void isAnExternalTable() {
        assertThat(input.name()).isEqualTo("t");
        assertThat(input.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(input.description()).isEqualTo("A table");
        assertThat(input.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "classification", "parquet",
                        "EXTERNAL", "TRUE",
                        "parquet.compression", "ZSTD",
                        "compressionType", "zstd",
                        "typeOfData", "file"));
    }

    @Test
    void namesThePartitionKeysAsTextsAndNotAmongTheColumns() {
        assertThat(input.partitionKeys())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly("dt string", "at_hour string");
        assertThat(input.storageDescriptor().columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly(
                        "id bigint", "price decimal(38,9)", "balance decimal(38,0)", "at timestamp", "body string");
    }

    @Test
    void givesACommentOneLine() {
        assertThat(input.storageDescriptor().columns().get(0).comment()).isEqualTo("a key");
    }

    @Test
    void describesTheStorage() {
        StorageDescriptor storage = input.storageDescriptor();
        assertThat(storage.location()).isEqualTo("s3://b/p/t/");
        assertThat(storage.inputFormat()).isEqualTo("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
        assertThat(storage.outputFormat()).isEqualTo("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
        assertThat(storage.serdeInfo().serializationLibrary())
                .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
        assertThat(storage.serdeInfo().parameters()).isEqualTo(Map.of("serialization.format", "1"));
        assertThat(storage.compressed()).isTrue();
        assertThat(storage.numberOfBuckets()).isEqualTo(-1);
        assertThat(storage.hasBucketColumns()).isTrue();
        assertThat(storage.hasSortColumns()).isTrue();
        assertThat(storage.storedAsSubDirectories()).isFalse();
    }

    @Test
    void hasAnEmptyListOfKeysWithoutPartitions() {
        Table plain = new Table(
                "t",
                null,
                "r",
                List.of(Column.of("id", DataType.BIGINT)),
                WriteDisposition.APPEND,
                TableFormat.HIVE,
                List.of(),
                null);
        TableInput unpartitioned = HiveTableInput.of(plain, "s3://b/t/", Map.of());
        assertThat(unpartitioned.hasPartitionKeys()).isTrue();
        assertThat(unpartitioned.partitionKeys()).isEmpty();
    }
}
