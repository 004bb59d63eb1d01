package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The page: what it aims at and whether it is reached, then the figures of each section that was run. */
public final class Page {
    private static final double RECORDS_PROMISED = 1.5;
    private static final double MAPS_PROMISED = 0.7;
    private static final double MEMORY_PROMISED = 350;
    private static final double SMALL_PROMISED = 1.0;

    private static final List<String> SECTIONS =
            List.of("flat", "nested", "cold", "records", "memory", "requests", "small", "jmh", "dlt");

    private final Results results;
    private final StringBuilder page = new StringBuilder();

    public Page(Results results) {
        this.results = results;
    }

    /** The picture. */
    public String plot() throws IOException {
        return new Plot(comparisons()).svg();
    }

    /** The text, as Markdown. */
    public String text() throws IOException {
        page.setLength(0);
        line("# Benchmarks");
        line("");
        line("`benchmarks/run` makes this page and all that is on it: it generates the input, measures Tributary and");
        line(
                "DuckDB in turns, compares every value that both wrote, and writes the figures here. `benchmarks/run flat`");
        line(
                "runs one section again, `--quick` a tenth of everything; `benchmarks/run report` only writes the page anew");
        line("from the raw figures in `benchmarks/results/`.");
        line("");
        Set<String> machines = new LinkedHashSet<>();
        for (String section : SECTIONS) {
            JsonNode result = results.of(section);
            if (!result.isMissingNode()) {
                machines.add(result.path("machine").asText() + ", "
                        + result.path("day").asText());
            }
        }
        machines.forEach(m -> line("Measured on " + m + "."));
        line("Figures are medians, with the lowest and the highest round in brackets. MB are 10⁶ bytes.");
        line("");
        line("![How many times as fast as DuckDB](benchmarks.svg)");
        line("");
        targets();
        warm(
                "flat",
                "Flat rows, warm",
                "20 columns: timestamps, numbers, texts of few values, an identifier that is different in every row.");
        warm(
                "nested",
                "Nested events, warm",
                "130 columns once flattened, and five lists, which become child tables with ids, parent ids and places.");
        cold();
        objects();
        memory();
        requests();
        small();
        micro();
        dlt();
        return page.toString().stripTrailing() + "\n";
    }

    private List<Comparison> comparisons() throws IOException {
        JsonNode flat = results.of("flat").path("rounds");
        JsonNode nested = results.of("nested").path("rounds");
        JsonNode coldFlat = results.of("cold").at("/flat/rounds");
        JsonNode coldNested = results.of("cold").at("/nested/rounds");
        return Stream.of(
                        new Comparison("flat, warm", flat.path("ours"), flat.path("duckdb"), 2, 2),
                        new Comparison(
                                "nested, both make child tables",
                                nested.path("ours"),
                                nested.path("duckdb_children"),
                                4,
                                0),
                        new Comparison(
                                "… DuckDB with integers as ids",
                                nested.path("ours"),
                                nested.path("duckdb_children_bigint"),
                                0,
                                0),
                        new Comparison(
                                "nested, DuckDB without child tables",
                                nested.path("ours"),
                                nested.path("duckdb"),
                                3,
                                0),
                        new Comparison(
                                "flat, large, cold process", coldFlat.path("ours"), coldFlat.path("duckdb"), 1.6, 0),
                        new Comparison(
                                "nested, large, cold process",
                                coldNested.path("ours"),
                                coldNested.path("duckdb"),
                                2.5,
                                0))
                .filter(Comparison::isMeasured)
                .toList();
    }

    private void targets() throws IOException {
        List<Target> targets = new ArrayList<>();
        for (Comparison comparison : comparisons()) {
            if (comparison.promised() > 0) {
                targets.add(new Target(
                        comparison.what() + ": seconds against DuckDB's",
                        comparison.promised(),
                        true,
                        "×",
                        comparison.wall().median()));
            }
            if (comparison.promisedCpu() > 0) {
                targets.add(new Target(
                        comparison.what() + ": processor seconds against DuckDB's",
                        comparison.promisedCpu(),
                        true,
                        "×",
                        comparison.cpu().median()));
            }
        }
        JsonNode records = results.of("records");
        if (!records.isMissingNode()) {
            targets.add(new Target(
                    "Java records of 20 fields, a second and core",
                    RECORDS_PROMISED,
                    true,
                    "M rows",
                    perCore(records.at("/rounds/records")).median()));
            targets.add(new Target(
                    "maps of 20 fields, a second and core",
                    MAPS_PROMISED,
                    true,
                    "M rows",
                    perCore(records.at("/rounds/maps")).median()));
        }
        memoryTarget(targets, "flat, warm", results.of("flat").at("/rounds/ours"));
        memoryTarget(targets, "nested, warm", results.of("nested").at("/rounds/ours"));
        memoryTarget(targets, "flat, large, cold", results.of("cold").at("/flat/rounds/ours"));
        memoryTarget(targets, "nested, large, cold", results.of("cold").at("/nested/rounds/ours"));
        memoryTarget(targets, "Java records", records.at("/rounds/records"));
        memoryTarget(targets, "maps", records.at("/rounds/maps"));
        JsonNode small = results.of("small").at("/rounds/run");
        if (!small.isEmpty()) {
            targets.add(new Target(
                    "`pipeline run` of 10 records, process start to end, the lake's start apart",
                    SMALL_PROMISED,
                    false,
                    "s",
                    Figures.of(small, "wall").median()));
        }
        sizeTarget(targets, "flat", "duckdb");
        sizeTarget(targets, "nested", "duckdb_children");
        if (!targets.isEmpty()) {
            line("## What it aims at");
            line("");
            line("| | aim | measured | reached |");
            line("|---|---|---|---|");
            targets.forEach(t -> line(t.line()));
            line("");
        }
    }

    private static void memoryTarget(List<Target> targets, String what, JsonNode rounds) {
        if (!rounds.isEmpty()) {
            targets.add(new Target(
                    "peak memory of the process: " + what,
                    MEMORY_PROMISED,
                    false,
                    "MB",
                    Figures.of(rounds, "peak").max() / 1e6));
        }
    }

    private void sizeTarget(List<Target> targets, String section, String other) throws IOException {
        JsonNode bytes = results.of(section).path("bytes_without_ids");
        if (!bytes.isMissingNode()) {
            targets.add(new Target(
                    "bytes of files against DuckDB's, ids left out: " + section,
                    1,
                    false,
                    "×",
                    bytes.path("ours").asDouble() / bytes.path(other).asDouble()));
        }
    }

    private void warm(String section, String title, String input) throws IOException {
        JsonNode result = results.of(section);
        if (result.isMissingNode()) {
            return;
        }
        double megabytes = result.path("input_bytes").asDouble() / 1e6;
        JsonNode rounds = result.path("rounds");
        line("## " + title);
        line("");
        line("%s of JSON Lines, %s".formatted(megabytes(megabytes), input));
        line(
                "Each in a process of its own, after %d rounds of warm-up, in turns. DuckDB %s by JDBC does not keep the order of"
                        .formatted(
                                result.path("rounds_of_warm_up").asInt(),
                                result.path("duckdb_version").asText()));
        line("rows. Both use all processors, and write Parquet files with zstd.");
        line("");
        line("| | s | MB/s | processor s | peak MB | files MB | seconds × | processor × |");
        line("|---|---|---|---|---|---|---|---|");
        rounds.fieldNames().forEachRemaining(name -> {
            JsonNode one = rounds.path(name);
            Figures wall = Figures.of(one, "wall");
            line("| %s | %s | %.0f | %s | %.0f | %.1f | %s | %s |"
                    .formatted(
                            contender(name),
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
        line("");
        JsonNode check = result.path("check");
        if (check.path("differences").isEmpty()) {
            line(
                    "Both wrote the same values: the hashes of %d columns agree over all %,d rows, each value hashed with its row's"
                            .formatted(
                                    check.path("columns").asInt(),
                                    check.path("rows").asLong()));
            line("key and place. Sizes are those of all columns but the ids.");
        } else {
            line("**Values differ:**");
            line("");
            check.path("differences").forEach(d -> line("- " + d.asText()));
        }
        line("");
    }

    private static String contender(String name) {
        return switch (name) {
            case "ours" -> "Tributary";
            case "duckdb_children" -> "DuckDB, child tables, ids are UUIDs";
            case "duckdb_children_bigint" -> "DuckDB, child tables, ids are integers";
            case "duckdb" -> "DuckDB, one file";
            case "whole_load" -> "Tributary, whole load into a local lake";
            case "dlt" -> "dlt";
            default -> name;
        };
    }

    private void cold() throws IOException {
        JsonNode result = results.of("cold");
        if (result.isMissingNode()) {
            return;
        }
        line("## A large file, cold");
        line("");
        line(
                "Each round is a new process, measured from its start to its end: `pipeline run --dry-run`, which writes all");
        line(
                "files of the package with the embedded lake's start-up, and a JVM with DuckDB, which writes one file without child");
        line("tables. The whole load goes into a lake that another process serves on the same processors, once.");
        line("");
        line("| | | s | MB/s | processor s | peak MB | seconds × | processor × |");
        line("|---|---|---|---|---|---|---|---|");
        for (String shape : List.of("flat", "nested")) {
            JsonNode one = result.path(shape);
            double megabytes = one.path("input_bytes").asDouble() / 1e6;
            JsonNode rounds = one.path("rounds");
            rounds.fieldNames().forEachRemaining(name -> {
                JsonNode its = rounds.path(name);
                boolean compared = name.equals("duckdb");
                line("| %s, %s | %s | %s | %.0f | %s | %.0f | %s | %s |"
                        .formatted(
                                shape,
                                megabytes(megabytes),
                                contender(name),
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
        line("");
    }

    private void objects() throws IOException {
        JsonNode result = results.of("records");
        if (result.isMissingNode()) {
            return;
        }
        line("## Java records and maps");
        line("");
        line(
                "The flat rows as objects of 20 fields in memory, turned into Parquet files, warm. A core's second is a second of");
        line("processor time, of which all threads together take some. Peak memory has the objects in it.");
        line("");
        line("| | M rows/s | M rows/s and core | peak MB |");
        line("|---|---|---|---|");
        result.path("rounds").fieldNames().forEachRemaining(kind -> {
            JsonNode rounds = result.at("/rounds/" + kind);
            line("| %s | %s | %s | %.0f |"
                    .formatted(
                            kind.equals("records") ? "Java records" : "`Map<String, Object>`",
                            rate(rounds, "wall").text(2),
                            perCore(rounds).text(2),
                            Figures.of(rounds, "peak").max() / 1e6));
        });
        line("");
    }

    /** Millions of rows for each second of a processor. */
    private static Figures perCore(JsonNode rounds) {
        return rate(rounds, "cpu");
    }

    private static Figures rate(JsonNode rounds, String seconds) {
        double[] rates = new double[rounds.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rounds.get(i).path("rows").asDouble()
                    / 1e6
                    / rounds.get(i).path(seconds).asDouble();
        }
        return Figures.of(rates);
    }

    private void memory() throws IOException {
        JsonNode result = results.of("memory");
        if (result.isMissingNode()) {
            return;
        }
        line("## Memory");
        line("");
        line("The peak of a new process that turns a file into Parquet files, once each.");
        line("");
        line("| input | `-Xmx` | s | peak MB |");
        line("|---|---|---|---|");
        for (String list : List.of("sizes", "heaps")) {
            result.path(list)
                    .forEach(one -> line("| %s, %s | %s MiB | %s |"
                            .formatted(
                                    one.path("shape").asText(),
                                    megabytes(one.path("bytes").asDouble() / 1e6),
                                    one.path("heap_mib").asText(),
                                    one.has("failure")
                                            ? one.path("failure").asText() + " | "
                                            : String.format(
                                                    Locale.ROOT,
                                                    "%.2f | %.0f",
                                                    one.path("wall").asDouble(),
                                                    one.path("peak").asDouble() / 1e6))));
        }
        line("");
    }

    private void requests() throws IOException {
        JsonNode result = results.of("requests");
        if (result.isMissingNode()) {
            return;
        }
        line("## Requests");
        line("");
        line(
                "What a load sends into the embedded lake, and the bytes that it adds there: data files, metadata, the pipeline's");
        line("state. No load sends anything to Athena.");
        line("");
        line("| input | format | load | tables | data files | S3 requests | Glue requests | data files MB | lake MB |");
        line("|---|---|---|---|---|---|---|---|---|");
        result.path("loads")
                .forEach(one -> line("| %s, %s | %s | %s | %d | %d | %d | %d | %.2f | %.2f |"
                        .formatted(
                                one.path("shape").asText(),
                                megabytes(one.path("input_bytes").asDouble() / 1e6),
                                one.path("format").asText(),
                                one.path("load").asText(),
                                one.path("tables").asInt(),
                                one.path("files").asInt(),
                                one.at("/requests/s3").asInt(),
                                one.at("/requests/glue").asInt(),
                                one.path("file_bytes").asDouble() / 1e6,
                                one.path("lake_bytes").asDouble() / 1e6)));
        line("");
    }

    private void small() throws IOException {
        JsonNode result = results.of("small");
        if (result.isMissingNode()) {
            return;
        }
        line("## Ten records, cold");
        line("");
        line("| `pipeline` | s | processor s | peak MB |");
        line("|---|---|---|---|");
        for (String name : List.of("first_run", "run", "first_embedded", "embedded", "version")) {
            JsonNode rounds = result.at("/rounds/" + name);
            line("| %s | %s | %s | %.0f |"
                    .formatted(
                            switch (name) {
                                case "first_run" -> "`run`, the first one, into a lake that another process serves";
                                case "run" -> "`run`, later ones into it";
                                case "first_embedded" -> "`run`, the first one, with the embedded lake's start-up";
                                case "embedded" -> "`run`, later ones with it";
                                default -> "`--version`";
                            },
                            Figures.of(rounds, "wall").text(2),
                            Figures.of(rounds, "cpu").text(2),
                            Figures.of(rounds, "peak").max() / 1e6));
        }
        line("");
    }

    private void micro() throws IOException {
        JsonNode result = results.of("jmh");
        if (result.isMissingNode()) {
            return;
        }
        line("## Parts on one thread");
        line("");
        line(
                "By JMH: `Json.split` cuts JSON Lines into records, `Json.rows` turns records into columns, `Json.jackson` walks");
        line("Jackson's tokens and does nothing with them; `Encoder.write` writes a column into a Parquet file.");
        line("");
        line("| | | |");
        line("|---|---|---|");
        result.path("benchmarks").forEach(one -> {
            double[] values = new double[one.path("values").size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = one.path("values").get(i).asDouble();
            }
            Figures figures = Figures.of(values);
            if (!figures.isEmpty()) {
                line("| `%s` | %s | %s %s |"
                        .formatted(
                                one.path("benchmark").asText(),
                                one.path("parameter").asText().replace('_', ' '),
                                figures.text(figures.median() < 100 ? 2 : 0),
                                one.path("unit").asText()));
            }
        });
        line("");
    }

    private void dlt() throws IOException {
        JsonNode result = results.of("dlt");
        if (result.isMissingNode()) {
            return;
        }
        line("## dlt");
        line("");
        if (result.has("skipped")) {
            line(
                    "Not measured: no Python that can import dlt and pyarrow was there (`pip install 'dlt[parquet]'`; `PYTHON` names another");
            line("Python).");
            line("");
            return;
        }
        double megabytes = result.path("input_bytes").asDouble() / 1e6;
        JsonNode rounds = result.path("rounds");
        line("%s of the nested events, dlt %s into a folder as Parquet files; both in a new process each round."
                .formatted(megabytes(megabytes), result.path("version").asText()));
        line("");
        line("| | s | MB/s | processor s | peak MB | seconds × |");
        line("|---|---|---|---|---|---|");
        for (String name : List.of("ours", "dlt")) {
            JsonNode its = rounds.path(name);
            line("| %s | %s | %.1f | %s | %.0f | %s |"
                    .formatted(
                            contender(name),
                            Figures.of(its, "wall").text(2),
                            megabytes / Figures.of(its, "wall").median(),
                            Figures.of(its, "cpu").text(2),
                            Figures.of(its, "peak").max() / 1e6,
                            name.equals("dlt")
                                    ? Ratio.of(rounds.path("ours"), its, "wall").text()
                                    : ""));
        }
        line("");
    }

    private static String megabytes(double megabytes) {
        return megabytes >= 1000
                ? String.format(Locale.ROOT, "%.1f GB", megabytes / 1000)
                : String.format(Locale.ROOT, "%.0f MB", megabytes);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
