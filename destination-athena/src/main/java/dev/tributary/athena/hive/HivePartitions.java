package dev.tributary.athena.hive;

import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.error.LoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** The partitions of a Hive table in Glue. What is registered already stays as it is. */
final class HivePartitions {
    /** Glue registers this many partitions in one request. */
    private static final int MAX_CREATES = 100;

    /** Glue removes this many partitions in one request. */
    private static final int MAX_DELETES = 25;

    private final GlueDatabase database;

    HivePartitions(GlueDatabase database) {
        this.database = database;
    }

    /** Registers the partitions: values and where their files are. */
    void add(
            String table,
            List<software.amazon.awssdk.services.glue.model.Column> columns,
            Map<List<String>, String> locations) {
        List<PartitionInput> inputs = new ArrayList<>();
        locations.forEach((values, location) -> inputs.add(PartitionInput.builder()
                .values(values)
                .storageDescriptor(HiveTableInput.storage(columns, location))
                .build()));
        for (int from = 0; from < inputs.size(); from += MAX_CREATES) {
            List<PartitionInput> batch = inputs.subList(from, Math.min(inputs.size(), from + MAX_CREATES));
            check(
                    table,
                    database.glue()
                            .batchCreatePartition(b -> b.catalogId(database.catalogId())
                                    .databaseName(database.name())
                                    .tableName(table)
                                    .partitionInputList(batch))
                            .errors(),
                    "AlreadyExistsException");
        }
    }

    /** Removes the partitions whose files are not below the location. */
    void keepOnlyBelow(String table, String location) {
        List<PartitionValueList> stale = all(table).stream()
                .filter(p -> !p.storageDescriptor().location().startsWith(location))
                .map(p -> PartitionValueList.builder().values(p.values()).build())
                .toList();
        for (int from = 0; from < stale.size(); from += MAX_DELETES) {
            List<PartitionValueList> batch = stale.subList(from, Math.min(stale.size(), from + MAX_DELETES));
            check(
                    table,
                    database.glue()
                            .batchDeletePartition(b -> b.catalogId(database.catalogId())
                                    .databaseName(database.name())
                                    .tableName(table)
                                    .partitionsToDelete(batch))
                            .errors(),
                    "EntityNotFoundException");
        }
    }

    List<Partition> all(String table) {
        try {
            return database
                    .glue()
                    .getPartitionsPaginator(b -> b.catalogId(database.catalogId())
                            .databaseName(database.name())
                            .tableName(table)
                            .excludeColumnSchema(true))
                    .stream()
                    .flatMap(page -> page.partitions().stream())
                    .toList();
        } catch (EntityNotFoundException e) {
            return List.of();
        }
    }

    private static void check(String table, List<PartitionError> errors, String harmless) {
        for (PartitionError error : errors) {
            if (!harmless.equals(error.errorDetail().errorCode())) {
                throw LoadException.retryable(
                        "Cannot register partition %s of table '%s': %s: %s (run the pipeline again to finish)"
                                .formatted(
                                        error.partitionValues(),
                                        table,
                                        error.errorDetail().errorCode(),
                                        error.errorDetail().errorMessage()),
                        null);
            }
        }
    }
}
