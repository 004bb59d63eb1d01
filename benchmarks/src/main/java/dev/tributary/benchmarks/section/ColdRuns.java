package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.duckdb.DuckDb;
import dev.tributary.benchmarks.worker.Cold;
import dev.tributary.benchmarks.worker.Usage;
import dev.tributary.benchmarks.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A large file, each time in a new process that is measured from its start to its end: {@code pipeline run --dry-run},
 * which writes all files of the package, and DuckDB, which makes no child tables. A whole load too, into a lake that another
 * process serves on the same processors.
 */
public final class ColdRuns implements Section {
    @Override
    public String name() {
        return "cold";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        ObjectNode result = Bench.object();
        Map<String, Launcher> launchers = Launcher.withEachJdk(bench);
        for (String shape : List.of("flat", "nested")) {
            Path input = bench.input(shape, bench.sizes().coldBytes());
            ObjectNode one =
                    result.putObject(shape).put("input_bytes", input.toFile().length());
            ObjectNode rounds = one.putObject("rounds");
            for (int round = 0; round < bench.sizes().coldRounds(); round++) {
                for (Map.Entry<String, Launcher> launcher : launchers.entrySet()) {
                    Path folder = bench.emptyFolder("cold-project");
                    bench.add(
                            rounds,
                            "ours" + launcher.getKey(),
                            Bench.of(launcher.getValue()
                                    .load(folder, Map.of(), input, "--dry-run")
                                    .usage()));
                }
                bench.add(rounds, "duckdb", Bench.of(duckDb(bench, input)));
            }
            Launcher launcher = launchers.get("");
            try (Launcher.Lake lake = launcher.lake(bench.emptyFolder("cold-lake"))) {
                Path folder = bench.emptyFolder("cold-project");
                bench.add(
                        rounds,
                        "whole_load",
                        Bench.of(launcher.load(folder, lake.environment(), input, lake.options())
                                .usage()));
            }
            bench.emptyFolder("cold-lake");
            bench.emptyFolder("cold-duckdb");
        }
        Launcher.noteOther(launchers, result);
        return result;
    }

    private static Usage duckDb(Bench bench, Path input) throws IOException {
        Path folder = bench.emptyFolder("cold-duckdb");
        return Cold.run(
                        folder,
                        Map.of(),
                        List.of(
                                Worker.java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DuckDb.class.getName(),
                                "copy",
                                input.toString(),
                                folder.toString(),
                                "" + Bench.THREADS))
                .usage();
    }
}
