package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.benchmarks.worker.Cold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The script "pipeline". */
final class Launcher {
    private final String script;

    /** Builds when something changed, so that no run that is measured does. */
    Launcher(Bench bench) throws IOException {
        script = bench.project().resolve("pipeline").toString();
        Cold.run(bench.work(), Map.of(), List.of(script, "--version"));
    }

    /** A command from its start to its end, in a folder. */
    Cold.Ended run(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script));
        command.addAll(List.of(arguments));
        return Cold.run(folder, environment, command);
    }

    /** Loads a file of JSON Lines. */
    Cold.Ended load(Path folder, Map<String, String> environment, Path file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "filesystem",
                "--pipeline",
                "benchmark",
                "--json",
                "--set",
                "sources.filesystem.bucket_url=" + file.getParent(),
                "--set",
                "sources.filesystem.file_glob=" + file.getFileName()));
        arguments.addAll(List.of(more));
        return run(folder, environment, arguments.toArray(String[]::new));
    }

    /** Serves a lake in a process of its own until it is closed. */
    Lake lake(Path folder) throws IOException {
        return new Lake(script, folder);
    }

    /** A lake that other processes load into. */
    static final class Lake implements AutoCloseable {
        /** What leads a run to it. */
        private static final String[] OPTIONS = {
            "--set", "destination.athena.lake=aws", "--set", "destination.filesystem.bucket_url="
        };

        private final Process process;
        private final Map<String, String> environment = new HashMap<>();
        private final String bucket;

        private Lake(String script, Path folder) throws IOException {
            process = new ProcessBuilder(
                            script,
                            "lake",
                            "--json",
                            "--s3-port=0",
                            "--glue-port=0",
                            "--athena-port=0",
                            "--s3-tls-port=0",
                            "--athena-tls-port=0")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            JsonNode endpoints = Bench.MAPPER.readTree(out.readLine());
            bucket = endpoints.get("bucket").asText();
            endpoints
                    .get("environment")
                    .properties()
                    .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        }

        Map<String, String> environment() {
            return environment;
        }

        String[] options() {
            String[] options = OPTIONS.clone();
            options[options.length - 1] += bucket.startsWith("s3://") ? bucket : "s3://" + bucket;
            return options;
        }

        @Override
        public void close() {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
