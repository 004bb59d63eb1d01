package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The requests that a load sends to S3 and Glue, and the bytes that it leaves in the lake: a first load and another one. */
public final class Requests implements Section {
    @Override
    public String name() {
        return "requests";
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        ObjectNode result = Bench.object();
        Launcher launcher = new Launcher(bench);
        for (String shape : List.of("flat", "nested")) {
            Path input = bench.input(shape, bench.sizes().flatBytes() / 5);
            for (String format : List.of("hive", "iceberg")) {
                Path folder = bench.emptyFolder("requests");
                for (String load : List.of("first", "second")) {
                    long before = bytes(folder.resolve(".lake"));
                    JsonNode report = Bench.MAPPER.readTree(launcher.load(
                                    folder,
                                    Map.of(),
                                    input,
                                    "--table-format",
                                    format,
                                    "--set",
                                    "destination.athena.lake=local")
                            .output());
                    ObjectNode one = Bench.object()
                            .put("shape", shape)
                            .put("format", format)
                            .put("load", load)
                            .put("input_bytes", input.toFile().length());
                    one.put("tables", report.get("tables").size());
                    long files = 0;
                    long fileBytes = 0;
                    for (JsonNode table : report.get("tables")) {
                        files += table.path("files").asLong();
                        fileBytes += table.path("bytes").asLong();
                    }
                    one.put("files", files).put("file_bytes", fileBytes);
                    one.put("lake_bytes", bytes(folder.resolve(".lake")) - before);
                    one.set("requests", report.get("requests"));
                    result.withArray("/loads").add(one);
                    bench.say(one.toString());
                }
                bench.emptyFolder("requests");
            }
        }
        return result;
    }

    private static long bytes(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.mapToLong(p -> p.toFile().isFile() ? p.toFile().length() : 0)
                    .sum();
        }
    }
}
