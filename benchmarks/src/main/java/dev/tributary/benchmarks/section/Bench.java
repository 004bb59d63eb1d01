package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.data.Generate;
import dev.tributary.benchmarks.engine.Folders;
import dev.tributary.benchmarks.worker.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What sections share: how much is measured, and where things are.
 *
 * @param project the folder of the project, which has the script "pipeline"
 * @param work a folder for input and output, with room for all of it
 * @param jvm options of the JVMs that are measured
 * @param otherJdk the folder of a JDK that whole processes are measured on too
 */
public record Bench(Sizes sizes, Path project, Path work, List<String> jvm, Optional<Path> otherJdk) {
    /** Threads on either side. */
    public static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    static final ObjectMapper MAPPER = new ObjectMapper();

    /** A file of that shape and size; it is kept, and made only when it is not there. */
    Path input(String shape, long bytes) throws IOException {
        Path file = Files.createDirectories(work.resolve("input")).resolve(shape + "-" + bytes + ".jsonl");
        if (Files.notExists(file)) {
            say("generating " + file);
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Generate.write(shape, bytes, partial);
            Files.move(partial, file);
        }
        return file;
    }

    /** An empty folder of that name. */
    Path emptyFolder(String name) throws IOException {
        Path folder = Files.createDirectories(work.resolve("output").resolve(name));
        Folders.clear(folder);
        return folder;
    }

    /** Tells who watches. */
    void say(String text) {
        System.err.println("  " + text);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(Usage usage) {
        return object().put("wall", usage.wall()).put("cpu", usage.cpu()).put("peak", usage.peakBytes());
    }

    /** Adds a round to the rounds of that name. */
    void add(ObjectNode rounds, String name, JsonNode round) {
        rounds.withArray("/" + name).add(round);
        say("%s: %.2f s, %.2f CPU-s, peak %.0f MB"
                .formatted(
                        name,
                        round.path("wall").asDouble(),
                        round.path("cpu").asDouble(),
                        round.path("peak").asDouble() / 1e6));
    }
}
