package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** How fast each contender was, section by section; nothing for a section that was not run. */
record SpeedTables(Results results, Lines text) {
    void warm(String section, String title, String input) throws IOException {
        JsonNode result = results.of(section);
        if (result.isMissingNode()) {
            return;
        }
        double megabytes = result.path("input_bytes").asDouble() / 1e6;
        JsonNode rounds = result.path("rounds");
        text.line("## " + title);
        text.line("");
        text.line("%s of JSON Lines, %s".formatted(Lines.megabytes(megabytes), input));
        text.line(
                "Each in a process of its own, after %d rounds of warm-up, in turns. DuckDB %s by JDBC does not keep the order of"
                        .formatted(
                                result.path("rounds_of_warm_up").asInt(),
                                result.path("duckdb_version").asText()));
        text.line("rows. Both use all processors, and write Parquet files with zstd.");
        text.line("");
        text.line("| | s | MB/s | processor s | peak MB | files MB | seconds × | processor × |");
        text.line("|---|---|---|---|---|---|---|---|");
        rounds.fieldNames().forEachRemaining(name -> {
            JsonNode one = rounds.path(name);
            Figures wall = Figures.of(one, "wall");
            text.line("| %s | %s | %.0f | %s | %.0f | %.1f | %s | %s |"
                    .formatted(
                            contender(name, result),
                            wall.text(2),
                            megabytes / wall.median(),
                            Figures.of(one, "cpu").text(2),
                            Figures.of(one, "peak").max() / 1e6,
                            result.at("/bytes_without_ids/" + name).asDouble() / 1e6,
                            name.equals("ours")
                                    ? ""
                                    : Ratio.of(rounds.path("ours"), one, "wall").text(),
                            name.equals("ours")
                                    ? ""
                                    : Ratio.of(rounds.path("ours"), one, "cpu").text()));
        });
        text.line("");
        JsonNode check = result.path("check");
        if (check.path("differences").isEmpty()) {
            text.line(
                    "Both wrote the same values: the hashes of %d columns agree over all %,d rows, each value hashed with its row's"
                            .formatted(
                                    check.path("columns").asInt(),
                                    check.path("rows").asLong()));
            text.line("key and place. Sizes are those of all columns but the ids.");
        } else {
            text.line("**Values differ:**");
            text.line("");
            check.path("differences").forEach(d -> text.line("- " + d.asText()));
        }
        text.line("");
    }

    private static String contender(String name, JsonNode result) {
        return switch (name) {
            case "ours" -> "Tributary";
            case "ours_other_jdk" ->
                "Tributary, JDK " + result.path("other_jdk").asText();
            case "duckdb_children" -> "DuckDB, child tables, ids are UUIDs";
            case "duckdb_children_bigint" -> "DuckDB, child tables, ids are integers";
            case "duckdb" -> "DuckDB, one file";
            case "whole_load" -> "Tributary, whole load into a local lake";
            case "dlt" -> "dlt";
            default -> name;
        };
    }

    void cold() throws IOException {
        JsonNode result = results.of("cold");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## A large file, cold");
        text.line("");
        text.line(
                "Each round is a new process, measured from its start to its end: `pipeline run --dry-run`, which writes all");
        text.line(
                "files of the package with the embedded lake's start-up, and a JVM with DuckDB, which writes one file without child");
        text.line("tables. The whole load goes into a lake that another process serves on the same processors, once.");
        text.line("");
        text.line("| | | s | MB/s | processor s | peak MB | seconds × | processor × |");
        text.line("|---|---|---|---|---|---|---|---|");
        for (String shape : List.of("flat", "nested")) {
            JsonNode one = result.path(shape);
            double megabytes = one.path("input_bytes").asDouble() / 1e6;
            JsonNode rounds = one.path("rounds");
            rounds.fieldNames().forEachRemaining(name -> {
                JsonNode its = rounds.path(name);
                boolean compared = name.equals("duckdb");
                text.line("| %s, %s | %s | %s | %.0f | %s | %.0f | %s | %s |"
                        .formatted(
                                shape,
                                Lines.megabytes(megabytes),
                                contender(name, result),
                                Figures.of(its, "wall").text(2),
                                megabytes / Figures.of(its, "wall").median(),
                                Figures.of(its, "cpu").text(2),
                                Figures.of(its, "peak").max() / 1e6,
                                compared
                                        ? Ratio.of(rounds.path("ours"), its, "wall")
                                                .text()
                                        : "",
                                compared
                                        ? Ratio.of(rounds.path("ours"), its, "cpu")
                                                .text()
                                        : ""));
            });
        }
        text.line("");
    }

    void objects() throws IOException {
        JsonNode result = results.of("records");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## Java records and maps");
        text.line("");
        text.line(
                "The flat rows as objects of 20 fields in memory, turned into Parquet files, warm. A core's second is a second of");
        text.line(
                "processor time, of which all threads together take some. Each in three processes. Peak memory has the objects in it.");
        text.line("");
        text.line("| | M rows/s | M rows/s and core | peak MB |");
        text.line("|---|---|---|---|");
        result.path("rounds").fieldNames().forEachRemaining(kind -> {
            JsonNode rounds = result.at("/rounds/" + kind);
            text.line("| %s | %s | %s | %.0f |"
                    .formatted(
                            kind.equals("records") ? "Java records" : "`Map<String, Object>`",
                            Figures.rate(rounds, "wall").text(2),
                            Figures.perCore(rounds).text(2),
                            Figures.of(rounds, "peak").max() / 1e6));
        });
        text.line("");
    }

    void dlt() throws IOException {
        JsonNode result = results.of("dlt");
        if (result.isMissingNode()) {
            return;
        }
        text.line("## dlt");
        text.line("");
        if (result.has("skipped")) {
            text.line(
                    "Not measured: no Python that can import dlt and pyarrow was there (`pip install 'dlt[parquet]'`; `PYTHON` names another");
            text.line("Python).");
            text.line("");
            return;
        }
        double megabytes = result.path("input_bytes").asDouble() / 1e6;
        JsonNode rounds = result.path("rounds");
        text.line(
                "%s of the nested events, dlt %s into a folder as Parquet files; both in a new process each round. dlt reads JSON"
                        .formatted(
                                Lines.megabytes(megabytes),
                                result.path("version").asText()));
        text.line(
                "with its own module and normalizes on both processors, as its files of extracted records are made small.");
        text.line("");
        text.line("| | s | MB/s | processor s | peak MB | seconds × | processor × |");
        text.line("|---|---|---|---|---|---|---|");
        for (String name : List.of("ours", "dlt")) {
            JsonNode its = rounds.path(name);
            boolean compared = name.equals("dlt");
            text.line("| %s | %s | %.1f | %s | %.0f | %s | %s |"
                    .formatted(
                            contender(name, result),
                            Figures.of(its, "wall").text(2),
                            megabytes / Figures.of(its, "wall").median(),
                            Figures.of(its, "cpu").text(2),
                            Figures.of(its, "peak").max() / 1e6,
                            compared
                                    ? Ratio.of(rounds.path("ours"), its, "wall").text()
                                    : "",
                            compared ? Ratio.of(rounds.path("ours"), its, "cpu").text() : ""));
        }
        text.line("");
    }
}
