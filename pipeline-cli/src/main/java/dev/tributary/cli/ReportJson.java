package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.RunReport;
import dev.tributary.destination.LakeTable;
import dev.tributary.schema.SchemaChange;
import java.util.List;
import java.util.Locale;

/** Reports as JSON. */
final class ReportJson {
    private ReportJson() {}

    /** A run's report. */
    static ObjectNode of(RunReport report) {
        ObjectNode json = Json.object();
        json.put("pipeline", report.pipeline());
        json.put("load_id", report.loadId().map(id -> id.value()).orElse(null));
        json.put("status", report.status().name().toLowerCase(Locale.ROOT));
        json.put("dataset", report.dataset());
        ArrayNode tables = json.putArray("tables");
        report.tables()
                .forEach(t -> tables.addObject()
                        .put("name", t.name())
                        .put("rows", t.rows())
                        .put("files", t.files())
                        .put("bytes", t.bytes())
                        .put("format", t.format().id())
                        .put("disposition", t.disposition().id()));
        ArrayNode changes = json.putArray("schema_changes");
        report.schemaChanges().forEach(c -> changes.add(of(c)));
        json.put("rejects", report.rejects());
        ArrayNode discarded = json.putArray("discarded");
        report.discarded()
                .forEach(d -> discarded
                        .addObject()
                        .put("table", d.table())
                        .put("rows", d.rows())
                        .put("values", d.values()));
        json.putObject("requests")
                .put("s3", report.requests().s3())
                .put("glue", report.requests().glue())
                .put("athena", report.requests().athena());
        json.put("seconds", report.took().toMillis() / 1000.0);
        json.put("records", report.records());
        ArrayNode recovered = json.putArray("recovered");
        report.finished()
                .forEach(id -> recovered.addObject().put("load_id", id.value()).put("outcome", "rolled_forward"));
        report.recovered()
                .forEach(r -> recovered
                        .addObject()
                        .put("load_id", r.loadId().value())
                        .put("outcome", r.outcome().name().toLowerCase(Locale.ROOT)));
        return json;
    }

    static ObjectNode of(SchemaChange change) {
        ObjectNode json = Json.object().put("table", change.table());
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

    /** The tables of a dataset. */
    static ArrayNode of(List<LakeTable> tables) {
        ArrayNode json = Json.array();
        for (LakeTable table : tables) {
            ObjectNode entry = json.addObject()
                    .put("name", table.name())
                    .put("format", table.format().id())
                    .put("location", table.location());
            ArrayNode columns = entry.putArray("columns");
            table.columns()
                    .forEach(c -> columns.addObject().put("name", c.name()).put("type", c.type()));
            entry.put("rows", table.rows()).put("files", table.files()).put("bytes", table.bytes());
        }
        return json;
    }
}
