package dev.tributary.benchmarks.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.worker.Serving;
import dev.tributary.source.RawJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The worker that is Tributary. {@code Engine} serves tasks; {@code Engine <file> <folder> <workers> <bytes>} is a process
 * that normalizes the first lines of a file and ends.
 */
public final class Engine {
    /** Objects that are in memory; each is loaded several times. */
    private static final int OBJECTS = 50_000;

    private final Map<String, List<?>> objects = new HashMap<>();

    private Engine() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 4) {
            normalize(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
        } else {
            Serving.run(new Engine()::run);
        }
    }

    private ObjectNode run(String task, List<String> arguments) throws Exception {
        Path folder = Path.of(arguments.get(0));
        int workers = Integer.parseInt(arguments.get(1));
        return switch (task) {
            case "normalize" ->
                Serving.timed(() -> normalize(Path.of(arguments.get(2)), folder, workers, Long.MAX_VALUE));
            case "objects" -> objects(arguments.get(2), Integer.parseInt(arguments.get(3)), folder, workers);
            default -> throw new IllegalArgumentException("Unknown task '" + task + "'");
        };
    }

    private static void normalize(Path file, Path folder, int workers, long bytes) {
        RawJson json = bytes == Long.MAX_VALUE
                ? RawJson.file(file)
                : new RawJson(file.toString(), () -> Prefix.open(file, bytes));
        new Normalization(workers).run(state -> Stream.of(json), folder);
    }

    private ObjectNode objects(String kind, int rows, Path folder, int workers) throws Exception {
        if (!objects.containsKey(kind)) {
            objects.put(kind, kind.equals("records") ? Trips.records(OBJECTS) : Trips.maps(OBJECTS));
        }
        List<?> made = objects.get(kind);
        int times = Math.max(1, rows / OBJECTS);
        ObjectNode answer =
                Serving.timed(() -> new Normalization(workers).run(state -> Trips.repeat(made, times), folder));
        return answer.setAll(JsonNodeFactory.instance.objectNode().put("rows", times * OBJECTS));
    }
}
