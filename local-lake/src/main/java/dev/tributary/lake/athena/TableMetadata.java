package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.List;
import java.util.Set;

/** Tables of the catalog as Athena shows them: what their storage is said to be becomes parameters. */
final class TableMetadata {

    private TableMetadata() {}

    static ObjectNode of(ObjectNode table) {
        ObjectNode shown = Json.object().put("Name", table.get("Name").textValue());
        copy(table, shown, List.of("CreateTime", "LastAccessTime", "TableType"));
        JsonNode storage = table.path("StorageDescriptor");
        shown.set("Columns", columns(storage.path("Columns")));
        shown.set("PartitionKeys", columns(table.path("PartitionKeys")));
        shown.set("Parameters", parameters(table, storage));
        return shown;
    }

    /** A table's name and, if it is wanted, its type. */
    static ObjectNode brief(ObjectNode table, Set<String> wanted) {
        ObjectNode shown = Json.object().put("Name", table.get("Name").textValue());
        if (wanted.contains("TABLE_TYPE")) {
            copy(table, shown, List.of("TableType"));
        }
        return shown;
    }

    private static ArrayNode columns(JsonNode columns) {
        ArrayNode shown = Json.array(List.of());
        for (ObjectNode column : Json.objects(columns)) {
            ObjectNode one = shown.addObject();
            copy(column, one, List.of("Name", "Type", "Comment"));
        }
        return shown;
    }

    private static ObjectNode parameters(ObjectNode table, JsonNode storage) {
        ObjectNode parameters = Json.object();
        if (table.path("Parameters") instanceof ObjectNode given) {
            parameters.setAll(given);
        }
        put(parameters, "inputformat", storage.path("InputFormat"));
        put(parameters, "location", storage.path("Location"));
        put(parameters, "outputformat", storage.path("OutputFormat"));
        JsonNode serde = storage.path("SerdeInfo");
        put(parameters, "serde.serialization.lib", serde.path("SerializationLibrary"));
        serde.path("Parameters")
                .properties()
                .forEach(entry -> parameters.set("serde.param." + entry.getKey(), entry.getValue()));
        return parameters;
    }

    private static void put(ObjectNode parameters, String name, JsonNode value) {
        if (value.isTextual()) {
            parameters.set(name, value);
        }
    }

    private static void copy(ObjectNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            if (from.has(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}
