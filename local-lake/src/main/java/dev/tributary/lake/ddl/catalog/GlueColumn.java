package dev.tributary.lake.ddl.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.statement.ColumnDefinition;
import dev.tributary.lake.ddl.type.HiveType;
import dev.tributary.lake.ddl.type.KnownTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A column as Glue keeps it. */
public record GlueColumn(String name, String type, @Nullable String comment) {

    /** False on columns that an Iceberg table had once. */
    private static final String CURRENT = "iceberg.field.current";

    /**
     * The column of a definition.
     *
     * @throws dev.tributary.lake.sql.StatementFailed if its type does not exist
     */
    public static GlueColumn of(ColumnDefinition column) {
        return new GlueColumn(column.name(), known(column.type()).text(), column.comment());
    }

    /** The type in the form that is kept. */
    public static HiveType known(HiveType type) {
        return KnownTypes.resolve(type)
                .orElseThrow(() ->
                        Complaint.parse("line 1:0 cannot recognize input near '" + type.text() + "' in column type"));
    }

    /** The columns that an answer lists. */
    public static List<GlueColumn> list(JsonNode columns) {
        List<GlueColumn> list = new ArrayList<>();
        for (JsonNode column : columns) {
            if (column.path("Parameters").path(CURRENT).asText("true").equals("false")) {
                continue;
            }
            list.add(new GlueColumn(
                    column.get("Name").asText(),
                    column.path("Type").asText(""),
                    column.has("Comment") ? column.get("Comment").asText() : null));
        }
        return list;
    }

    /** The columns as a request gives them. */
    public static ArrayNode json(List<GlueColumn> columns) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (GlueColumn column : columns) {
            ObjectNode entry = json.addObject().put("Name", column.name()).put("Type", column.type());
            if (column.comment() != null) {
                entry.put("Comment", column.comment());
            }
        }
        return json;
    }

    /** The comment, empty where there is none. */
    public String commentText() {
        return Objects.requireNonNullElse(comment, "");
    }
}
