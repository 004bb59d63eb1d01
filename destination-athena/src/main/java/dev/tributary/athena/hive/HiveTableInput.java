package dev.tributary.athena.hive;

import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/** What Glue is told of an external Parquet table, so that Athena, Trino and Spark all read it. */
final class HiveTableInput {
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    /** Glue takes a comment of this many characters, in one line. */
    private static final int MAX_COMMENT = 255;

    private HiveTableInput() {}

    static TableInput of(Table table, String location, Map<String, String> extra) {
        Map<String, String> parameters = new java.util.TreeMap<>(extra);
        parameters.putAll(Map.of(
                "classification", "parquet",
                "EXTERNAL", "TRUE",
                "parquet.compression", "ZSTD",
                "compressionType", "zstd",
                "typeOfData", "file"));
        return TableInput.builder()
                .name(table.name())
                .description(table.description())
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(HivePartitionKey.of(table).stream()
                        .map(k -> column(k.name(), "string", null))
                        .toList())
                .parameters(parameters)
                .storageDescriptor(storage(columns(table), location))
                .build();
    }

    /** Refuses a table with partitions or types that Hive lacks. */
    static void check(Table table) {
        HivePartitionKey.of(table);
        columns(table);
    }

    /** The columns that lie in the files; partition keys of the same name are left out. */
    static List<software.amazon.awssdk.services.glue.model.Column> columns(Table table) {
        Set<String> keys = HivePartitionKey.columns(table);
        return table.typedColumns().stream()
                .filter(c -> !keys.contains(c.name()))
                .map(c -> column(c.name(), HiveType.of(table.name(), c), c))
                .toList();
    }

    /** The columns that a table has, and behind them those that it lacks. */
    static List<software.amazon.awssdk.services.glue.model.Column> merged(
            software.amazon.awssdk.services.glue.model.Table existing, Table table) {
        var columns = new ArrayList<>(existing.storageDescriptor().columns());
        Set<String> names = new HashSet<>();
        columns.forEach(c -> names.add(c.name()));
        columns(table).stream().filter(c -> names.add(c.name())).forEach(columns::add);
        return columns;
    }

    private static software.amazon.awssdk.services.glue.model.Column column(
            String name, String type, @Nullable Column column) {
        var builder = software.amazon.awssdk.services.glue.model.Column.builder()
                .name(name)
                .type(type);
        if (column != null && column.description() != null) {
            String line = column.description().replaceAll("\\R", " ");
            builder.comment(line.substring(0, Math.min(line.length(), MAX_COMMENT)));
        }
        return builder.build();
    }

    /** The storage of a table or of one of its partitions. */
    static StorageDescriptor storage(List<software.amazon.awssdk.services.glue.model.Column> columns, String location) {
        return StorageDescriptor.builder()
                .columns(columns)
                .location(location)
                .inputFormat(PARQUET + "MapredParquetInputFormat")
                .outputFormat(PARQUET + "MapredParquetOutputFormat")
                .serdeInfo(SerDeInfo.builder()
                        .serializationLibrary(PARQUET + "serde.ParquetHiveSerDe")
                        .parameters(Map.of("serialization.format", "1"))
                        .build())
                .compressed(true)
                .numberOfBuckets(-1)
                .bucketColumns(List.of())
                .sortColumns(List.of())
                .storedAsSubDirectories(false)
                .build();
    }
}
