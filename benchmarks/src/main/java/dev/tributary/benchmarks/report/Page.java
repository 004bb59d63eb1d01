package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The page: what it aims at and whether it is reached, then the figures of each section that was run. */
public final class Page {
    private static final List<String> SECTIONS =
            List.of("flat", "nested", "cold", "records", "memory", "requests", "small", "jmh", "dlt");

    private final Results results;

    public Page(Results results) {
        this.results = results;
    }

    /** The picture. */
    public String plot() throws IOException {
        return new Plot(new Aims(results).comparisons()).svg();
    }

    /** The text, as Markdown. */
    public String text() throws IOException {
        Lines text = new Lines();
        text.line("# Benchmarks");
        text.line("");
        text.line(
                "`benchmarks/run` makes this page and all that is on it: it generates the input, measures Tributary and");
        text.line(
                "DuckDB in turns, compares every value that both wrote, and writes the figures here. `benchmarks/run flat`");
        text.line(
                "runs one section again, `--quick` a tenth of everything; `benchmarks/run report` only writes the page anew");
        text.line("from the raw figures in `benchmarks/results/`.");
        text.line("");
        Set<String> machines = new LinkedHashSet<>();
        for (String section : SECTIONS) {
            JsonNode result = results.of(section);
            if (!result.isMissingNode()) {
                machines.add(result.path("machine").asText() + ", "
                        + result.path("day").asText());
            }
        }
        machines.forEach(m -> text.line("Measured on " + m + "."));
        text.line("Figures are medians, with the lowest and the highest round in brackets. MB are 10⁶ bytes.");
        text.line("");
        text.line("![How many times as fast as DuckDB](benchmarks.svg)");
        text.line("");
        targets(text);
        SpeedTables speed = new SpeedTables(results, text);
        CostTables costs = new CostTables(results, text);
        speed.warm(
                "flat",
                "Flat rows, warm",
                "20 columns: timestamps, numbers, texts of few values, an identifier that is different in every row.");
        speed.warm(
                "nested",
                "Nested events, warm",
                "130 columns once flattened, and five lists, which become child tables with ids, parent ids and places.");
        speed.cold();
        speed.objects();
        costs.memory();
        costs.requests();
        costs.small();
        costs.micro();
        speed.dlt();
        return text.text();
    }

    private void targets(Lines text) throws IOException {
        List<Target> targets = new Aims(results).targets();
        if (!targets.isEmpty()) {
            text.line("## What it aims at");
            text.line("");
            text.line("| | aim | measured | reached |");
            text.line("|---|---|---|---|");
            targets.forEach(t -> text.line(t.line()));
            text.line("");
            text.line(
                    "What an aim that is missed is spent on: [where the time goes](concepts/where-the-time-goes.md).");
            text.line("");
        }
    }
}
