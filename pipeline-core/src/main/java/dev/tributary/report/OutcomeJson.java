package dev.tributary.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.destination.RequestCounts;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.schema.change.SchemaChange;
import java.util.List;
import java.util.Locale;

/** Parts of what runs did, in the JSON that traces and commands share. */
public final class OutcomeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OutcomeJson() {}

    /** Changes of a schema, in order. */
    public static ArrayNode schemaChanges(List<SchemaChange> changes) {
        ArrayNode json = NODES.arrayNode();
        changes.forEach(c -> json.add(change(c)));
        return json;
    }

    private static ObjectNode change(SchemaChange change) {
        ObjectNode json = NODES.objectNode().put("table", change.table());
        if (change instanceof SchemaChange.NewColumn column) {
            return json.put("change", "new_column")
                    .put("column", column.column())
                    .put("type", column.type().id());
        }
        if (change instanceof SchemaChange.RenamedColumn column) {
            return json.put("change", "renamed_column")
                    .put("column", column.column())
                    .put("new_name", column.newName());
        }
        if (change instanceof SchemaChange.PromotedColumn column) {
            return json.put("change", "promoted_column")
                    .put("column", column.column())
                    .put("from", column.from())
                    .put("to", column.to());
        }
        if (change instanceof SchemaChange.ChangedHints column) {
            return json.put("change", "changed_hints").put("column", column.column());
        }
        return json.put("change", "new_table");
    }

    /** What contracts kept out, by table. */
    public static ArrayNode discarded(List<Discarded> discarded) {
        ArrayNode json = NODES.arrayNode();
        discarded.forEach(d ->
                json.addObject().put("table", d.table()).put("rows", d.rows()).put("values", d.values()));
        return json;
    }

    /** Requests by service. */
    public static ObjectNode requests(RequestCounts requests) {
        return NODES.objectNode()
                .put("s3", requests.s3())
                .put("glue", requests.glue())
                .put("athena", requests.athena());
    }

    /** The loads of earlier runs that a run settled. */
    public static ArrayNode recovered(RunReport report) {
        ArrayNode json = NODES.arrayNode();
        report.finished()
                .forEach(id -> json.addObject().put("load_id", id.value()).put("outcome", "rolled_forward"));
        report.recovered()
                .forEach(r -> json.addObject()
                        .put("load_id", r.loadId().value())
                        .put("outcome", r.outcome().name().toLowerCase(Locale.ROOT)));
        return json;
    }
}
