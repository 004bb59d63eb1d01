package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.engine.Engine;
import dev.tributary.benchmarks.engine.Folders;
import dev.tributary.benchmarks.worker.Worker;
import java.nio.file.Path;
import java.util.List;

/** Java records and maps of twenty fields that are in memory, turned into Parquet files. */
public final class Objects implements Section {
    private static final int WARM_UP = 7;

    /** What a JVM compiles differs from one to the next, and so does how fast it becomes. */
    private static final int PROCESSES = 3;

    @Override
    public String name() {
        return "records";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        ObjectNode result = Bench.object().put("rows", bench.sizes().objects());
        ObjectNode rounds = result.putObject("rounds");
        Path folder = bench.emptyFolder("objects");
        for (int process = 0; process < PROCESSES; process++) {
            for (String kind : List.of("records", "maps")) {
                run(bench, folder, kind, rounds);
            }
        }
        return result;
    }

    private static void run(Bench bench, Path folder, String kind, ObjectNode rounds) throws Exception {
        try (Worker engine = new Worker(Engine.class, bench.jvm())) {
            for (int round = -WARM_UP; round < bench.sizes().rounds(); round++) {
                Folders.clear(folder);
                JsonNode taken = engine.run(
                        "objects",
                        folder.toString(),
                        "" + Bench.THREADS,
                        kind,
                        "" + bench.sizes().objects());
                if (round >= 0) {
                    bench.add(rounds, kind, taken);
                }
            }
        }
    }
}
