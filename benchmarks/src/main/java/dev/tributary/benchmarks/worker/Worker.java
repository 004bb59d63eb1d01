package dev.tributary.benchmarks.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM that does tasks. It idles between them, and ends when it is closed or when this process ends. */
public final class Worker implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final BufferedWriter tasks;
    private final BufferedReader answers;

    /** Starts a main class that serves, with this process's class path. */
    public Worker(Class<?> main, List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        tasks = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The java command of the JDK that this process runs on. */
    public static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /** Has a task done; its answer. */
    public JsonNode run(String... words) throws IOException {
        tasks.write(MAPPER.writeValueAsString(words));
        tasks.newLine();
        tasks.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The worker of '" + words[0] + "' ended (its error stream says why)");
        }
        JsonNode answer = MAPPER.readTree(line);
        if (answer.has("failure")) {
            throw new IOException(
                    "Task '" + words[0] + "' failed: " + answer.get("failure").asText());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        tasks.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
