package dev.tributary.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.terminal.Json;
import dev.tributary.report.OutcomeJson;
import dev.tributary.report.RunReport;
import java.util.Locale;

/** Reports as JSON. */
public final class ReportJson {
    private ReportJson() {}

    /** A run's report. */
    public static ObjectNode of(RunReport report) {
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
}
