package dev.tributary.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the project aims at, beside what the results show. */
record Aims(Results results) {
    private static final double RECORDS_PROMISED = 1.5;
    private static final double MAPS_PROMISED = 0.7;
    private static final double MEMORY_PROMISED = 350;
    private static final double SMALL_PROMISED = 1.0;

    /** What was measured of ours beside another. */
    List<Comparison> comparisons() throws IOException {
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
                                0),
                        new Comparison(
                                "flat, large, cold process" + withOtherJdk("cold"),
                                coldFlat.path("ours_other_jdk"),
                                coldFlat.path("duckdb"),
                                1.6,
                                0),
                        new Comparison(
                                "nested, large, cold process" + withOtherJdk("cold"),
                                coldNested.path("ours_other_jdk"),
                                coldNested.path("duckdb"),
                                2.5,
                                0))
                .filter(Comparison::isMeasured)
                .toList();
    }

    /** What the project promises, of all that was measured. */
    List<Target> targets() throws IOException {
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
                    Figures.perCore(records.at("/rounds/records")).median()));
            targets.add(new Target(
                    "maps of 20 fields, a second and core",
                    MAPS_PROMISED,
                    true,
                    "M rows",
                    Figures.perCore(records.at("/rounds/maps")).median()));
        }
        memoryTarget(targets, "flat, warm", results.of("flat").at("/rounds/ours"));
        memoryTarget(targets, "nested, warm", results.of("nested").at("/rounds/ours"));
        memoryTarget(targets, "flat, large, cold", results.of("cold").at("/flat/rounds/ours"));
        memoryTarget(targets, "nested, large, cold", results.of("cold").at("/nested/rounds/ours"));
        memoryTarget(
                targets,
                "flat, large, cold" + withOtherJdk("cold"),
                results.of("cold").at("/flat/rounds/ours_other_jdk"));
        memoryTarget(
                targets,
                "nested, large, cold" + withOtherJdk("cold"),
                results.of("cold").at("/nested/rounds/ours_other_jdk"));
        memoryTarget(targets, "Java records", records.at("/rounds/records"));
        memoryTarget(targets, "maps", records.at("/rounds/maps"));
        smallTarget(targets, results.of("small").at("/rounds/run"), "");
        smallTarget(targets, results.of("small").at("/rounds/run_other_jdk"), withOtherJdk("small"));
        sizeTarget(targets, "flat", "duckdb");
        sizeTarget(targets, "nested", "duckdb_children");
        return targets;
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

    private static void smallTarget(List<Target> targets, JsonNode rounds, String where) {
        if (!rounds.isEmpty()) {
            targets.add(new Target(
                    "`pipeline run` of 10 records, process start to end, the lake's start apart" + where,
                    SMALL_PROMISED,
                    false,
                    "s",
                    Figures.of(rounds, "wall").median()));
        }
    }

    private String withOtherJdk(String section) throws IOException {
        return ", JDK " + results.of(section).path("other_jdk").asText();
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
}
