package dev.tributary.cli.run;

import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Durations;
import dev.tributary.config.ByteSize;
import dev.tributary.destination.LoadReport.LoadedTable;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.report.RunReport;
import dev.tributary.schema.change.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** A run's report for people, in lines of at most 80 columns. */
public record ReportText(RunReport report) {
    /** New columns that are listed one by one. */
    private static final int LISTED_COLUMNS = 20;

    /** The lines, the outcome first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(recovered());
        lines.addAll(outcome());
        if (!report.tables().isEmpty()) {
            lines.addAll(tables());
        }
        lines.addAll(changes());
        lines.addAll(discarded());
        lines.add("  rejects   %s%s"
                .formatted(Counted.of(report.rejects()), report.rejects() == 0 ? "" : " (in table _dlt_rejects)"));
        lines.add("  requests  S3 %s, Glue %s, Athena %s"
                .formatted(
                        Counted.of(report.requests().s3()),
                        Counted.of(report.requests().glue()),
                        Counted.of(report.requests().athena())));
        return lines;
    }

    private List<String> recovered() {
        List<String> lines = new ArrayList<>();
        report.finished().forEach(id -> lines.add("Finished package %s of an earlier run first.".formatted(id)));
        for (RecoveredLoad load : report.recovered()) {
            lines.add(
                    switch (load.outcome()) {
                        case ROLLED_FORWARD -> "Finished package %s of an earlier run first.".formatted(load.loadId());
                        case ROLLED_BACK ->
                            "Took back what package %s of an earlier run had begun.".formatted(load.loadId());
                    });
        }
        return lines;
    }

    private List<String> outcome() {
        String took = Durations.text(report.took());
        return switch (report.status()) {
            case LOADED ->
                List.of(
                        "Pipeline '%s' loaded package %s in %s"
                                .formatted(report.pipeline(), report.loadId().orElseThrow(), took),
                        "  into dataset '%s'".formatted(report.dataset()));
            case NOTHING_TO_LOAD ->
                List.of("Pipeline '%s' had nothing to load into dataset '%s' (%s)"
                        .formatted(report.pipeline(), report.dataset(), took));
        };
    }

    private List<String> tables() {
        List<List<String>> rows = new ArrayList<>();
        report.tables().forEach(t -> rows.add(row(t)));
        rows.add(List.of(
                "total",
                Counted.of(report.tables().stream().mapToLong(LoadedTable::rows).sum()),
                size(report.tables().stream().mapToLong(LoadedTable::bytes).sum()),
                Counted.of(
                        report.tables().stream().mapToLong(LoadedTable::files).sum()),
                "",
                ""));
        List<String> titles = List.of("table", "rows", "bytes", "files", "format", "disposition");
        List<Boolean> numbers = List.of(false, true, true, true, false, false);
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(new Columns(titles, numbers, rows).lines(2));
        lines.add("");
        return lines;
    }

    private static List<String> row(LoadedTable table) {
        return List.of(
                table.name(),
                Counted.of(table.rows()),
                size(table.bytes()),
                Counted.of(table.files()),
                table.format().id(),
                table.disposition().id());
    }

    private List<String> changes() {
        List<SchemaChange> columns = report.schemaChanges().stream()
                .filter(c -> !(c instanceof SchemaChange.NewTable))
                .toList();
        int tables = report.schemaChanges().size() - columns.size();
        long newColumns = columns.stream()
                .filter(c -> c instanceof SchemaChange.NewColumn)
                .count();
        List<String> lines = new ArrayList<>(List.of(
                "  schema    %s, %s".formatted(Counted.of(tables, "new table"), Counted.of(newColumns, "new column"))));
        columns.stream().limit(LISTED_COLUMNS).forEach(c -> lines.add(Columns.cut("    " + c, Columns.WIDTH)));
        if (columns.size() > LISTED_COLUMNS) {
            lines.add("    and %d more".formatted(columns.size() - LISTED_COLUMNS));
        }
        return lines;
    }

    private List<String> discarded() {
        if (report.discarded().isEmpty()) {
            return List.of();
        }
        long rows = report.discarded().stream().mapToLong(Discarded::rows).sum();
        long values = report.discarded().stream().mapToLong(Discarded::values).sum();
        List<String> lines = new ArrayList<>(List.of("  discarded " + kept(rows, values) + ", as the contract says"));
        report.discarded().stream()
                .limit(LISTED_COLUMNS)
                .forEach(d -> lines.add(Columns.cut(
                        "    '%s': %s".formatted(d.table(), kept(d.rows(), d.values())), Columns.WIDTH)));
        return lines;
    }

    private static String kept(long rows, long values) {
        return Counted.of(rows, "row") + ", " + Counted.of(values, "value");
    }

    private static String size(long bytes) {
        return new ByteSize(bytes).toString();
    }
}
