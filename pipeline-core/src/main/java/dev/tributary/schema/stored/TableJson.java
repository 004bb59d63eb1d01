package dev.tributary.schema.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table in dlt's stored form. A nested table has no disposition and no format of its own there: its root's hold. */
final class TableJson {
    private static final String PARTITION = "x-tributary-partition";

    /** What dlt remembers of a table's processing; a table with columns has seen data. */
    private static final String PROCESSING = "x-normalizer";

    private static final Set<String> KNOWN = Set.of(
            "name", "parent", "resource", "description", "write_disposition", "table_format", "columns", PARTITION);

    private TableJson() {}

    static ObjectNode write(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", table.name());
        ObjectNode columns = json.putObject("columns");
        table.columns().forEach(c -> columns.set(c.name(), ColumnJson.write(c)));
        if (table.parent() == null) {
            json.put("write_disposition", table.disposition().id());
            json.put("table_format", table.format().id());
        } else {
            json.put("parent", table.parent());
        }
        putText(json, "resource", table.resource());
        putText(json, "description", table.description());
        if (!table.typedColumns().isEmpty()) {
            json.putObject(PROCESSING).put("seen-data", true);
        }
        table.other().forEach((property, value) -> json.set(property, value.deepCopy()));
        if (json.path(PROCESSING).isEmpty()) {
            json.remove(PROCESSING);
        }
        writePartition(json, table.partition());
        return json;
    }

    private static void writePartition(ObjectNode json, List<PartitionField> fields) {
        if (fields.isEmpty()) {
            return;
        }
        ArrayNode partition = json.putArray(PARTITION);
        for (PartitionField field : fields) {
            ObjectNode entry = partition.addObject();
            entry.put("column", field.column());
            entry.put("transform", field.transform().name().toLowerCase(Locale.ROOT));
            if (field.argument() != null) {
                entry.put("argument", field.argument());
            }
        }
    }

    static Table read(String name, JsonNode tables) {
        JsonNode json = tables.path(name);
        JsonNode root = root(json, tables);
        List<Column> columns = new ArrayList<>();
        json.path("columns")
                .properties()
                .forEach(c -> columns.add(ColumnJson.read(c.getKey(), (ObjectNode) c.getValue())));
        return new Table(
                name,
                text(json, "parent"),
                text(json, "resource"),
                columns,
                disposition(root.path("write_disposition").asText("append")),
                format(root.path("table_format").asText("hive")),
                partition(json),
                text(json, "description"),
                other(json));
    }

    private static JsonNode root(JsonNode json, JsonNode tables) {
        JsonNode root = json;
        for (int depth = 0; root.hasNonNull("parent") && depth <= tables.size(); depth++) {
            JsonNode parent = tables.path(root.path("parent").asText());
            if (parent.isMissingNode()) {
                return root;
            }
            root = parent;
        }
        return root;
    }

    private static WriteDisposition disposition(String id) {
        return WriteDisposition.valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Formats of other destinations are Hive tables here. */
    private static TableFormat format(String id) {
        return id.equals(TableFormat.ICEBERG.id()) ? TableFormat.ICEBERG : TableFormat.HIVE;
    }

    private static List<PartitionField> partition(JsonNode json) {
        List<PartitionField> partition = new ArrayList<>();
        json.path(PARTITION)
                .forEach(p -> partition.add(new PartitionField(
                        p.path("column").asText(),
                        PartitionField.Transform.valueOf(
                                p.path("transform").asText().toUpperCase(Locale.ROOT)),
                        p.has("argument") ? (Integer) p.path("argument").asInt() : null)));
        return partition;
    }

    /** The properties that have no place in a table; no processing is kept as an empty one, so that none is added. */
    private static Map<String, JsonNode> other(JsonNode json) {
        Map<String, JsonNode> other = new LinkedHashMap<>();
        json.properties().forEach(property -> {
            if (!KNOWN.contains(property.getKey())) {
                other.put(property.getKey(), property.getValue().deepCopy());
            }
        });
        ObjectNode seen = JsonNodeFactory.instance.objectNode().put("seen-data", true);
        boolean typed = !json.path("columns").findValues("data_type").isEmpty();
        if (!other.remove(PROCESSING, seen) && typed) {
            other.putIfAbsent(PROCESSING, JsonNodeFactory.instance.objectNode());
        }
        return other;
    }

    static @Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    static void putText(ObjectNode json, String field, @Nullable String text) {
        if (text != null) {
            json.put(field, text);
        }
    }
}
