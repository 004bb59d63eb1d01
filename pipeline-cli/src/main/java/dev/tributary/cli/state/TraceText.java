package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Durations;
import dev.tributary.cli.terminal.Wrapped;
import dev.tributary.config.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run's trace for people, in lines of at most 80 columns. */
record TraceText(JsonNode trace, boolean withSettings) {

    /** The lines, the outcome first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Columns.cut(
                "Run of pipeline '%s' at %s %s in %s"
                        .formatted(text("pipeline"), text("started_at"), outcome(), seconds(trace)),
                Columns.WIDTH));
        lines.add("  dataset   " + text("dataset"));
        if (trace.has("load_id")) {
            lines.add("  package   " + text("load_id"));
        }
        if (trace.has("records")) {
            lines.add("  records   %s, rejects %s"
                    .formatted(
                            Counted.of(trace.get("records").asLong()),
                            Counted.of(trace.get("rejects").asLong())));
        }
        table(
                lines,
                "steps",
                List.of("step", "took"),
                step -> List.of(step.path("step").asText(), seconds(step)));
        table(
                lines,
                "resources",
                List.of("resource", "records"),
                r -> List.of(r.path("name").asText(), count(r, "records")));
        table(
                lines,
                "tables",
                List.of("table", "rows", "bytes"),
                t -> List.of(
                        t.path("name").asText(),
                        count(t, "rows"),
                        new ByteSize(t.path("bytes").asLong()).toString()));
        for (JsonNode change : trace.path("schema_changes")) {
            lines.add(Columns.cut("  " + change(change), Columns.WIDTH));
        }
        if (withSettings) {
            lines.add("  settings");
            trace.path("settings")
                    .forEach(s -> lines.add(Columns.cut(
                            "    %s = %s (%s)"
                                    .formatted(
                                            s.path("key").asText(),
                                            s.path("value").asText(),
                                            s.path("place").asText()),
                            Columns.WIDTH)));
        }
        if (trace.has("error")) {
            lines.add("  failure   " + trace.path("error").path("kind").asText());
            for (String line : trace.path("error").path("message").asText().split("\n")) {
                lines.addAll(Wrapped.lines("    ", line));
            }
        }
        return lines;
    }

    /** Makes a line of cells of an entry. */
    private interface Cells {
        List<String> of(JsonNode entry);
    }

    private void table(List<String> lines, String list, List<String> titles, Cells cells) {
        List<List<String>> rows = new ArrayList<>();
        trace.path(list).forEach(entry -> rows.add(cells.of(entry)));
        if (!rows.isEmpty()) {
            List<Boolean> numbers =
                    titles.stream().map(t -> !t.equals(titles.get(0))).toList();
            lines.addAll(new Columns(titles, numbers, rows).lines(2));
        }
    }

    private String outcome() {
        return switch (text("status")) {
            case "loaded" -> "loaded";
            case "nothing_to_load" -> "had nothing to load";
            default -> "failed";
        };
    }

    private static String change(JsonNode change) {
        String kind = change.path("change").asText().replace('_', ' ');
        String column = change.path("column").asText();
        String table = change.path("table").asText();
        String detail = change.path("type")
                .asText(change.path("new_name").asText(change.path("to").asText()));
        return kind + " '" + table + (column.isEmpty() ? "" : "." + column) + "'"
                + (detail.isEmpty() ? "" : " (" + detail + ")");
    }

    private static String count(JsonNode entry, String field) {
        return Counted.of(entry.path(field).asLong());
    }

    private static String seconds(JsonNode entry) {
        return Durations.text(Duration.ofMillis(Math.round(entry.path("seconds").asDouble() * 1000)));
    }

    private String text(String field) {
        return trace.path(field).asText();
    }
}
