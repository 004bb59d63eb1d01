package dev.tributary.benchmarks.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A worker's side: a line for each task on the standard input, a line with its answer on the standard output. */
public final class Serving {
    private Serving() {}

    /** Does tasks until there are no more. */
    public static void run(Tasks tasks) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(answer(tasks, line));
            answers.flush();
        }
    }

    /** The answer of work that is timed: seconds, seconds of all processors, and the process's peak of memory in bytes. */
    public static ObjectNode timed(Usage.Work work) throws Exception {
        Usage usage = Usage.of(work);
        return JsonNodeFactory.instance
                .objectNode()
                .put("wall", usage.wall())
                .put("cpu", usage.cpu())
                .put("peak", usage.peakBytes());
    }

    private static String answer(Tasks tasks, String line) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String[] words = mapper.readValue(line, String[].class);
        List<String> arguments = Arrays.asList(words).subList(1, words.length);
        try {
            return mapper.writeValueAsString(tasks.run(words[0], arguments));
        } catch (Exception e) {
            e.printStackTrace();
            return mapper.writeValueAsString(
                    JsonNodeFactory.instance.objectNode().put("failure", e.toString()));
        }
    }
}
