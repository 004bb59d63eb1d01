package dev.tributary.lake.ddl.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table as it was read from Glue.
 *
 * @param json the service's Table structure
 */
public record GlueTable(ObjectNode json) {

    public String database() {
        return json.get("DatabaseName").asText();
    }

    public String name() {
        return json.get("Name").asText();
    }

    public String version() {
        return json.get("VersionId").asText();
    }

    public String type() {
        return json.path("TableType").asText("");
    }

    public boolean view() {
        return type().equals("VIRTUAL_VIEW");
    }

    public boolean iceberg() {
        return "iceberg".equalsIgnoreCase(parameters().get("table_type"));
    }

    /** The columns without partition keys; of an Iceberg table only those it has now. */
    public List<GlueColumn> columns() {
        return GlueColumn.list(storage().path("Columns"));
    }

    public List<GlueColumn> partitionKeys() {
        return GlueColumn.list(json.path("PartitionKeys"));
    }

    /** The parameters, by key. */
    public Map<String, String> parameters() {
        return texts(json.path("Parameters"));
    }

    public JsonNode storage() {
        return json.path("StorageDescriptor");
    }

    /** Its folder, with a slash at the end. */
    public String folder() {
        String location = storage().path("Location").asText("");
        return location.endsWith("/") ? location : location + "/";
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
