package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.engine.Engine;
import dev.tributary.benchmarks.worker.Cold;
import dev.tributary.benchmarks.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** dlt on the same records, where the Python that {@code PYTHON} names, or {@code python3}, can import it. */
public final class Dlt implements Section {
    /** dlt's speed hardly depends on the size, and it is slow. */
    private static final int SHARE = 5;

    /** Its workers share files; by default all records of a resource are in one. */
    private static final int RECORDS_A_FILE = 20_000;

    @Override
    public String name() {
        return "dlt";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        String python = System.getenv().getOrDefault("PYTHON", "python3");
        ObjectNode result = Bench.object();
        try {
            String version = Cold.run(
                            bench.work(),
                            Map.of(),
                            List.of(python, "-c", "import dlt, pyarrow; print(dlt.__version__)"))
                    .output();
            result.put("version", version.strip());
        } catch (IOException e) {
            bench.say("skipped: " + python + " can't import dlt and pyarrow (pip install 'dlt[parquet]')");
            return result.put("skipped", "dlt is not installed");
        }
        Path input = bench.input("nested", bench.sizes().nestedBytes() / SHARE);
        result.put("input_bytes", input.toFile().length());
        ObjectNode rounds = result.putObject("rounds");
        String script = bench.project().resolve("benchmarks/load_with_dlt.py").toString();
        for (int round = 0; round < bench.sizes().coldRounds(); round++) {
            Path folder = bench.emptyFolder("dlt");
            bench.add(
                    rounds,
                    "dlt",
                    Bench.of(Cold.run(
                                    folder,
                                    Map.of(
                                            "RUNTIME__DLTHUB_TELEMETRY",
                                            "false",
                                            "NORMALIZE__WORKERS",
                                            "" + Bench.THREADS,
                                            "SOURCES__DATA_WRITER__FILE_MAX_ITEMS",
                                            "" + RECORDS_A_FILE),
                                    List.of(python, script, input.toString(), folder.toString()))
                            .usage()));
            List<String> command = new ArrayList<>(List.of(Worker.java()));
            command.addAll(bench.jvm());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Engine.class.getName(),
                    input.toString(),
                    bench.emptyFolder("dlt-ours").toString(),
                    "" + Bench.THREADS,
                    "" + Long.MAX_VALUE));
            bench.add(
                    rounds, "ours", Bench.of(Cold.run(folder, Map.of(), command).usage()));
        }
        bench.emptyFolder("dlt");
        return result;
    }
}
