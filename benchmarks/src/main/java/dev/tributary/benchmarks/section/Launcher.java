package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.worker.Cold;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The script "pipeline" with a JDK. */
final class Launcher {
    /** What names of rounds with the other JDK end in. */
    private static final String OTHER = "_other_jdk";

    private final String script;
    private final Path jdk;

    /** With the JDK of this process. */
    Launcher(Bench bench) throws IOException {
        this(bench, Path.of(System.getProperty("java.home")));
    }

    /** Builds when something changed, so that no run that is measured does. */
    private Launcher(Bench bench, Path jdk) throws IOException {
        script = bench.project().resolve("pipeline").toString();
        this.jdk = jdk;
        run(bench.work(), Map.of(), "--version");
    }

    /** With the JDK of this process and with the other one, if there is one; by what the names of their rounds end in. */
    static Map<String, Launcher> withEachJdk(Bench bench) throws IOException {
        Map<String, Launcher> all = new LinkedHashMap<>();
        all.put("", new Launcher(bench));
        if (bench.otherJdk().isPresent()) {
            all.put(OTHER, new Launcher(bench, bench.otherJdk().get()));
        }
        return all;
    }

    /** Takes note of the other JDK's major version, if there is one. */
    static void noteOther(Map<String, Launcher> launchers, ObjectNode result) throws IOException {
        Launcher other = launchers.get(OTHER);
        if (other != null) {
            result.put("other_jdk", other.jdkVersion());
        }
    }

    private String jdkVersion() throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(jdk.resolve("release"))) {
            release.load(in);
        }
        return release.getProperty("JAVA_VERSION").replaceAll("\"|\\..*", "");
    }

    /** A command from its start to its end, in a folder. */
    Cold.Ended run(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script));
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(Map.of("JAVA_HOME", jdk.toString()));
        all.putAll(environment);
        return Cold.run(folder, all, command);
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
        return new Lake(script, jdk, folder);
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

        private Lake(String script, Path jdk, Path folder) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(
                            script,
                            "lake",
                            "--json",
                            "--s3-port=0",
                            "--glue-port=0",
                            "--athena-port=0",
                            "--s3-tls-port=0",
                            "--athena-tls-port=0")
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("JAVA_HOME", jdk.toString());
            process = builder.start();
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
