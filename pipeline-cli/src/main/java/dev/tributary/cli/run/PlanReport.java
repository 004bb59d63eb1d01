package dev.tributary.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Json;
import dev.tributary.report.OutcomeJson;
import dev.tributary.report.RunPlan;
import java.util.ArrayList;
import java.util.List;

/** What a run would do, for people and as JSON. */
final class PlanReport {
    private PlanReport() {}

    static List<String> lines(RunPlan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.failure().isPresent()) {
            lines.add("Pipeline '%s' would fail, and load nothing into dataset '%s':"
                    .formatted(plan.pipeline(), plan.dataset()));
            lines.add("  " + plan.failure().get());
            return lines;
        }
        lines.add("Pipeline '%s' would load %s records into dataset '%s' (nothing was changed)"
                .formatted(plan.pipeline(), Counted.of(plan.records()), plan.dataset()));
        List<List<String>> rows = new ArrayList<>();
        plan.tables()
                .forEach(t -> rows.add(List.of(
                        t.name(),
                        Counted.of(t.rows()),
                        t.format().id(),
                        t.disposition().id())));
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(new Columns(
                            List.of("table", "rows", "format", "disposition"), List.of(false, true, false, false), rows)
                    .lines(2));
            lines.add("");
        }
        lines.add(plan.schemaChanges().isEmpty() ? "  schema    no change" : "  schema");
        plan.schemaChanges().forEach(c -> lines.add("    " + c));
        plan.discarded()
                .forEach(d -> lines.add("  discarded '%s': %s rows, %s values"
                        .formatted(d.table(), Counted.of(d.rows()), Counted.of(d.values()))));
        lines.add("  rejects   " + Counted.of(plan.rejects()));
        return lines;
    }

    static ObjectNode json(RunPlan plan) {
        ObjectNode json = Json.object();
        json.put("pipeline", plan.pipeline());
        json.put("status", plan.failure().isPresent() ? "would_fail" : "planned");
        json.put("dataset", plan.dataset());
        ArrayNode tables = json.putArray("tables");
        plan.tables()
                .forEach(t -> tables.addObject()
                        .put("name", t.name())
                        .put("rows", t.rows())
                        .put("format", t.format().id())
                        .put("disposition", t.disposition().id()));
        json.set("schema_changes", OutcomeJson.schemaChanges(plan.schemaChanges()));
        json.put("rejects", plan.rejects());
        json.set("discarded", OutcomeJson.discarded(plan.discarded()));
        json.put("records", plan.records());
        plan.failure().ifPresent(f -> json.put("failure", f));
        return json;
    }
}
