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

/** The most memory that a process held: with inputs of several sizes, and with several limits of the heap. */
public final class Memory implements Section {
    private static final List<Double> SHARES = List.of(0.025, 0.125, 0.25, 0.5, 1.0);
    private static final List<Integer> HEAPS = List.of(96, 128, 192, 256, 512, 1024);

    /** The heap where the input's size is what changes: the launcher's default. */
    private static final int USUAL_HEAP = 512;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        ObjectNode result = Bench.object();
        for (String shape : List.of("flat", "nested")) {
            Path input = bench.input(shape, bench.sizes().coldBytes());
            long all = input.toFile().length();
            for (double share : SHARES) {
                add(bench, result, "sizes", shape, input, (long) (all * share), USUAL_HEAP);
            }
            for (int heap : HEAPS) {
                add(bench, result, "heaps", shape, input, all / 8, heap);
            }
        }
        return result;
    }

    private static void add(Bench bench, ObjectNode result, String list, String shape, Path input, long bytes, int heap)
            throws IOException {
        Path folder = bench.emptyFolder("memory");
        List<String> command = new ArrayList<>(List.of(Worker.java()));
        command.addAll(bench.jvm().stream()
                .filter(o -> !o.startsWith("-Xmx") && !o.startsWith("-Xms"))
                .toList());
        command.addAll(List.of(
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Engine.class.getName(),
                input.toString(),
                folder.toString(),
                "" + Bench.THREADS,
                "" + bytes));
        ObjectNode one = Bench.object().put("shape", shape).put("bytes", bytes).put("heap_mib", heap);
        try {
            one.setAll(Bench.of(Cold.run(folder, Map.of(), command).usage()));
        } catch (IOException e) {
            one.put("failure", e.getMessage().contains("OutOfMemoryError") ? "out of memory" : e.getMessage());
        }
        result.withArray("/" + list).add(one);
        bench.say(one.toString());
    }
}
