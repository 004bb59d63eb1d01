package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ten records, each time in a new process: into a lake that another process serves, and into the embedded one with its
 * start-up; and how long {@code pipeline --version} takes.
 */
public final class SmallRuns implements Section {
    private static final int RECORDS = 10;
    private static final int ROUNDS = 7;

    @Override
    public String name() {
        return "small";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        ObjectNode result = Bench.object().put("records", RECORDS);
        ObjectNode rounds = result.putObject("rounds");
        Map<String, Launcher> launchers = Launcher.withEachJdk(bench);
        Launcher.noteOther(launchers, result);
        Launcher launcher = launchers.get("");
        Path input = bench.emptyFolder("small-input").resolve("ten.jsonl");
        try (Stream<String> lines = Files.lines(bench.input("nested", 1_000_000))) {
            Files.write(input, lines.limit(RECORDS).toList());
        }
        for (Map.Entry<String, Launcher> one : launchers.entrySet()) {
            Path folder = bench.emptyFolder("small");
            try (Launcher.Lake lake = launcher.lake(bench.emptyFolder("small-lake"))) {
                for (int round = 0; round < ROUNDS; round++) {
                    bench.add(
                            rounds,
                            (round == 0 ? "first_run" : "run") + one.getKey(),
                            Bench.of(one.getValue()
                                    .load(folder, lake.environment(), input, lake.options())
                                    .usage()));
                }
            }
        }
        Path embedded = bench.emptyFolder("small");
        for (int round = 0; round < ROUNDS; round++) {
            bench.add(
                    rounds,
                    round == 0 ? "first_embedded" : "embedded",
                    Bench.of(launcher.load(embedded, Map.of(), input, "--set", "destination.athena.lake=local")
                            .usage()));
            bench.add(
                    rounds,
                    "version",
                    Bench.of(launcher.run(embedded, Map.of(), "--version").usage()));
        }
        return result;
    }
}
