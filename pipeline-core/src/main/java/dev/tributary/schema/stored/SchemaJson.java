package dev.tributary.schema.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaDefaults;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema as JSON, in dlt's stored form: dlt 1.26 reads what is written, and what dlt wrote is read. Properties that
 * Tributary does not know are kept. The descriptions of dlt's own tables are written, and are no tables of the schema.
 */
public final class SchemaJson {
    /** The version of the schema's form that dlt 1.26 writes. */
    public static final int ENGINE_VERSION = 11;

    private static final Set<String> KNOWN =
            Set.of("version", "version_hash", "engine_version", "name", "tables", "previous_hashes");

    private SchemaJson() {}

    /** The schema as dlt stores it, with its hash. */
    public static ObjectNode write(Schema schema) {
        ObjectNode content = writeContent(schema);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", schema.version());
        json.put("version_hash", SchemaHash.of(content));
        json.setAll(content);
        schema.previousHashes().forEach(json.putArray("previous_hashes")::add);
        return json;
    }

    /** What the hash is made of. */
    static ObjectNode writeContent(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("engine_version", ENGINE_VERSION);
        json.put("name", schema.name());
        JsonNode system = schema.other().get("tables");
        ObjectNode tables = json.putObject("tables");
        tables.setAll(system == null ? SystemTables.descriptions() : (ObjectNode) system.deepCopy());
        schema.tables().values().forEach(t -> tables.set(t.name(), TableJson.write(t)));
        json.set("settings", SchemaDefaults.settings());
        json.set("normalizers", SchemaDefaults.normalizers());
        schema.other().forEach((property, value) -> {
            if (!property.equals("tables")) {
                json.set(property, value.deepCopy());
            }
        });
        return json;
    }

    /** The schema that was stored. */
    public static Schema read(ObjectNode json) {
        Map<String, Table> tables = new LinkedHashMap<>();
        ObjectNode system = JsonNodeFactory.instance.objectNode();
        json.path("tables").properties().forEach(table -> {
            if (SystemTables.NAMES.contains(table.getKey())) {
                system.set(table.getKey(), table.getValue());
            } else {
                tables.put(table.getKey(), TableJson.read(table.getKey(), json.path("tables")));
            }
        });
        List<String> previous = new ArrayList<>();
        json.path("previous_hashes").forEach(h -> previous.add(h.asText()));
        return new Schema(
                json.path("name").asText(), json.path("version").asLong(1), previous, tables, other(json, system));
    }

    private static Map<String, JsonNode> other(ObjectNode json, ObjectNode system) {
        Map<String, JsonNode> other = new LinkedHashMap<>();
        json.properties().forEach(property -> {
            if (!KNOWN.contains(property.getKey())) {
                other.put(property.getKey(), property.getValue().deepCopy());
            }
        });
        other.remove("settings", SchemaDefaults.settings());
        other.remove("normalizers", SchemaDefaults.normalizers());
        if (!system.isEmpty() && !system.equals(SystemTables.descriptions())) {
            other.put("tables", system.deepCopy());
        }
        return other;
    }
}
