package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.List;

/** What the service fills in where a request leaves it out; readers rely on it. */
final class Defaults {

    /** The account whose catalog this is. */
    static final String CATALOG_ID = "000000000000";

    private static final String CURRENT = "iceberg.field.current";

    private Defaults() {}

    static ObjectNode table(ObjectNode input) {
        storage(input);
        if (input.path("Parameters").path("table_type").asText().equalsIgnoreCase("ICEBERG")) {
            Json.objects(input.path("StorageDescriptor").path("Columns")).forEach(Defaults::current);
        }
        if (!input.has("PartitionKeys")) {
            input.putArray("PartitionKeys");
        }
        if (!input.has("Retention")) {
            input.put("Retention", 0);
        }
        return input;
    }

    static ObjectNode partition(ObjectNode input) {
        storage(input);
        return input;
    }

    /**
     * Marks a column of an Iceberg table's current schema. Iceberg's library and Athena do so, the engine does not, and
     * clients take unmarked columns for old ones.
     */
    private static void current(ObjectNode column) {
        ObjectNode parameters =
                column.path("Parameters") instanceof ObjectNode given ? given : column.putObject("Parameters");
        if (!parameters.has(CURRENT)) {
            parameters.put(CURRENT, "true");
        }
    }

    private static void storage(ObjectNode input) {
        if (input.get("StorageDescriptor") instanceof ObjectNode storage) {
            for (String list : List.of("Columns", "BucketColumns", "SortColumns")) {
                if (!storage.has(list)) {
                    storage.putArray(list);
                }
            }
            for (String flag : List.of("Compressed", "StoredAsSubDirectories")) {
                if (!storage.has(flag)) {
                    storage.put(flag, false);
                }
            }
            if (!storage.has("NumberOfBuckets")) {
                storage.put("NumberOfBuckets", 0);
            }
        }
    }

    static boolean flag(ObjectNode request, String name) {
        JsonNode flag = request.path(name);
        return flag.asBoolean(false);
    }
}
