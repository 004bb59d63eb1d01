package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A schema as JSON, in dlt's stored form. */
public final class SchemaJson {
    /** The version of the schema's form that dlt 1.26 writes. */
    public static final int ENGINE_VERSION = 11;

    private SchemaJson() {}

    /** The schema as dlt stores it. */
    public static ObjectNode write(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", schema.version());
        json.put("engine_version", ENGINE_VERSION);
        json.put("name", schema.name());
        ObjectNode tables = json.putObject("tables");
        schema.tables().values().forEach(t -> tables.set(t.name(), write(t)));
        schema.previousHashes().forEach(json.withArray("previous_hashes")::add);
        return json;
    }

    private static ObjectNode write(Table table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", table.name());
        if (table.parent() != null) {
            json.put("parent", table.parent());
        }
        if (table.resource() != null) {
            json.put("resource", table.resource());
        }
        if (table.description() != null) {
            json.put("description", table.description());
        }
        json.put("write_disposition", table.disposition().id());
        json.put("table_format", table.format().id());
        ObjectNode columns = json.putObject("columns");
        table.columns().forEach(c -> columns.set(c.name(), write(c)));
        if (!table.partition().isEmpty()) {
            ArrayNode partition = json.putArray("x-tributary-partition");
            for (PartitionField field : table.partition()) {
                ObjectNode entry = partition.addObject();
                entry.put("column", field.column());
                entry.put("transform", field.transform().name().toLowerCase(Locale.ROOT));
                if (field.argument() != null) {
                    entry.put("argument", field.argument());
                }
            }
        }
        return json;
    }

    private static ObjectNode write(Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", column.name());
        if (column.type() != null) {
            json.put("data_type", column.type().id());
        }
        json.put("nullable", column.nullable());
        if (column.precision() != null) {
            json.put("precision", column.precision());
        }
        if (column.scale() != null) {
            json.put("scale", column.scale());
        }
        if (column.description() != null) {
            json.put("description", column.description());
        }
        column.hints().forEach(h -> json.put(h.id(), true));
        return json;
    }

    /** The schema that was stored. */
    public static Schema read(ObjectNode json) {
        Map<String, Table> tables = new LinkedHashMap<>();
        json.path("tables").forEach(t -> {
            Table table = table(t);
            tables.put(table.name(), table);
        });
        List<String> previous = new ArrayList<>();
        json.path("previous_hashes").forEach(h -> previous.add(h.asText()));
        return new Schema(json.path("name").asText(), json.path("version").asLong(1), previous, tables);
    }

    private static Table table(JsonNode json) {
        List<Column> columns = new ArrayList<>();
        json.path("columns").forEach(c -> columns.add(column(c)));
        List<PartitionField> partition = new ArrayList<>();
        json.path("x-tributary-partition")
                .forEach(p -> partition.add(new PartitionField(
                        p.path("column").asText(),
                        PartitionField.Transform.valueOf(
                                p.path("transform").asText().toUpperCase(Locale.ROOT)),
                        p.has("argument") ? (Integer) p.path("argument").asInt() : null)));
        return new Table(
                json.path("name").asText(),
                text(json, "parent"),
                text(json, "resource"),
                columns,
                WriteDisposition.valueOf(
                        json.path("write_disposition").asText("append").toUpperCase(Locale.ROOT)),
                TableFormat.valueOf(json.path("table_format").asText("hive").toUpperCase(Locale.ROOT)),
                partition,
                text(json, "description"));
    }

    private static Column column(JsonNode json) {
        Set<ColumnHint> hints = EnumSet.noneOf(ColumnHint.class);
        for (ColumnHint hint : ColumnHint.values()) {
            if (json.path(hint.id()).asBoolean()) {
                hints.add(hint);
            }
        }
        String type = text(json, "data_type");
        return new Column(
                json.path("name").asText(),
                type == null ? null : DataType.of(type),
                json.path("nullable").asBoolean(true),
                number(json, "precision"),
                number(json, "scale"),
                hints,
                text(json, "description"));
    }

    private static @org.jspecify.annotations.Nullable String text(JsonNode json, String field) {
        return json.hasNonNull(field) ? json.get(field).asText() : null;
    }

    private static @org.jspecify.annotations.Nullable Integer number(JsonNode json, String field) {
        return json.hasNonNull(field) ? (Integer) json.get(field).asInt() : null;
    }
}
