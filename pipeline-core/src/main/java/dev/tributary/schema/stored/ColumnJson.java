package dev.tributary.schema.stored;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column in dlt's stored form. */
final class ColumnJson {
    private static final Set<String> KNOWN =
            Set.of("name", "data_type", "nullable", "precision", "scale", "description");

    /** Kept as null among the other properties where dlt did not say it, so that it is not said again. */
    private static final String NULLABLE = "nullable";

    private ColumnJson() {}

    static ObjectNode write(Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", column.name());
        if (column.type() != null) {
            json.put("data_type", column.type().id());
        }
        json.put(NULLABLE, column.nullable());
        putNumber(json, "precision", column.precision());
        putNumber(json, "scale", column.scale());
        TableJson.putText(json, "description", column.description());
        for (ColumnHint hint : column.hints()) {
            if (hint == ColumnHint.DEDUP_SORT) {
                json.put(hint.id(), "asc");
            } else {
                json.put(hint.id(), true);
            }
        }
        column.other().forEach((property, value) -> json.set(property, value.deepCopy()));
        if (json.path(NULLABLE).isNull()) {
            json.remove(NULLABLE);
        }
        return json;
    }

    static Column read(String name, ObjectNode json) {
        Set<ColumnHint> hints = EnumSet.noneOf(ColumnHint.class);
        Map<String, JsonNode> other = new LinkedHashMap<>();
        json.properties().forEach(property -> {
            if (!KNOWN.contains(property.getKey())) {
                other.put(property.getKey(), property.getValue().deepCopy());
            }
        });
        for (ColumnHint hint : ColumnHint.values()) {
            JsonNode value = json.path(hint.id());
            if (value.asBoolean() || value.isTextual()) {
                hints.add(hint);
                if (value.isBoolean() || value.asText().equals("asc")) {
                    other.remove(hint.id());
                }
            }
        }
        if (!json.has(NULLABLE)) {
            other.put(NULLABLE, json.nullNode());
        }
        String type = TableJson.text(json, "data_type");
        return new Column(
                name,
                type == null ? null : DataType.of(type.equals("complex") ? "json" : type),
                json.path(NULLABLE).asBoolean(true),
                number(json, "precision"),
                number(json, "scale"),
                hints,
                TableJson.text(json, "description"),
                other);
    }

    private static void putNumber(ObjectNode json, String field, @Nullable Integer number) {
        if (number != null) {
            json.put(field, number);
        }
    }

    private static @Nullable Integer number(JsonNode json, String field) {
        return json.hasNonNull(field) ? (Integer) json.get(field).asInt() : null;
    }
}
