package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a run takes besides, and its parts, section by section; nothing for a section that was not run. */
record CostTables(Results results, Lines text) {
    void memory() throws IOException {
        JsonNode result = results.of("memory");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## Memory");
        text.line("");
        text.line("The peak of a new process that turns a file into Parquet files, once each.");
        text.line("");
        text.line("| input | `-Xmx` | s | peak MB |");
        text.line("|---|---|---|---|");
        for (String list : List.of("sizes", "heaps")) {
            result.path(list)
                    .forEach(one -> text.line("| %s, %s | %s MiB | %s |"
                            .formatted(
                                    one.path("shape").asText(),
                                    Lines.megabytes(one.path("bytes").asDouble() / 1e6),
                                    one.path("heap_mib").asText(),
                                    one.has("failure")
                                            ? one.path("failure").asText() + " | "
                                            : String.format(
                                                    Locale.ROOT,
                                                    "%.2f | %.0f",
                                                    one.path("wall").asDouble(),
                                                    one.path("peak").asDouble() / 1e6))));
        }
        text.line("");
    }

    void requests() throws IOException {
        JsonNode result = results.of("requests");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## Requests");
        text.line("");
        text.line(
                "What a load sends into the embedded lake, and the bytes that it adds there: data files, metadata, the pipeline's");
        text.line("state. No load sends anything to Athena.");
        text.line("");
        text.line(
                "| input | format | load | tables | data files | S3 requests | Glue requests | data files MB | lake MB |");
        text.line("|---|---|---|---|---|---|---|---|---|");
        result.path("loads")
                .forEach(one -> text.line("| %s, %s | %s | %s | %d | %d | %d | %d | %.2f | %.2f |"
                        .formatted(
                                one.path("shape").asText(),
                                Lines.megabytes(one.path("input_bytes").asDouble() / 1e6),
                                one.path("format").asText(),
                                one.path("load").asText(),
                                one.path("tables").asInt(),
                                one.path("files").asInt(),
                                one.at("/requests/s3").asInt(),
                                one.at("/requests/glue").asInt(),
                                one.path("file_bytes").asDouble() / 1e6,
                                one.path("lake_bytes").asDouble() / 1e6)));
        text.line("");
    }

    void small() throws IOException {
        JsonNode result = results.of("small");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## Ten records, cold");
        text.line("");
        text.line("| `pipeline` | s | processor s | peak MB |");
        text.line("|---|---|---|---|");
        for (String name : List.of(
                "first_run", "run", "first_run_other_jdk", "run_other_jdk", "first_embedded", "embedded", "version")) {
            JsonNode rounds = result.at("/rounds/" + name);
            if (rounds.isEmpty()) {
                continue;
            }
            text.line("| %s | %s | %s | %.0f |"
                    .formatted(
                            switch (name) {
                                case "first_run" -> "`run`, the first one, into a lake that another process serves";
                                case "run" -> "`run`, later ones into it";
                                case "first_run_other_jdk" ->
                                    "`run`, the first one, with JDK "
                                            + result.path("other_jdk").asText();
                                case "run_other_jdk" ->
                                    "`run`, later ones with JDK "
                                            + result.path("other_jdk").asText();
                                case "first_embedded" -> "`run`, the first one, with the embedded lake's start-up";
                                case "embedded" -> "`run`, later ones with it";
                                default -> "`--version`";
                            },
                            Figures.of(rounds, "wall").text(2),
                            Figures.of(rounds, "cpu").text(2),
                            Figures.of(rounds, "peak").max() / 1e6));
        }
        text.line("");
    }

    void micro() throws IOException {
        JsonNode result = results.of("jmh");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## Parts on one thread");
        text.line("");
        text.line(
                "By JMH: `Json.split` cuts JSON Lines into records, `Json.rows` turns records into columns, `Json.jackson` walks");
        text.line("Jackson's tokens and does nothing with them; `Encoder.write` writes a column into a Parquet file.");
        text.line("");
        text.line("| | | |");
        text.line("|---|---|---|");
        result.path("benchmarks").forEach(one -> {
            double[] values = new double[one.path("values").size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = one.path("values").get(i).asDouble();
            }
            Figures figures = Figures.of(values);
            if (!figures.isEmpty()) {
                text.line("| `%s` | %s | %s %s |"
                        .formatted(
                                one.path("benchmark").asText(),
                                one.path("parameter").asText().replace('_', ' '),
                                figures.text(figures.median() < 100 ? 2 : 0),
                                one.path("unit").asText()));
            }
        });
        text.line("");
    }
}
