package dev.tributary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.OutcomeJson;
import dev.tributary.RunReport;
import dev.tributary.destination.LakeTable;
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
        json.set("schema_changes", OutcomeJson.schemaChanges(report.schemaChanges()));
        json.put("rejects", report.rejects());
        json.set("discarded", OutcomeJson.discarded(report.discarded()));
        json.set("requests", OutcomeJson.requests(report.requests()));
        json.put("seconds", report.took().toMillis() / 1000.0);
        json.put("records", report.records());
        json.set("recovered", OutcomeJson.recovered(report));
        return json;
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
