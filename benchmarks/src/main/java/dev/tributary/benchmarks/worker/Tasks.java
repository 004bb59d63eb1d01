package dev.tributary.benchmarks.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a worker can do. */
@FunctionalInterface
public interface Tasks {
    /** Does a task; the answer is a JSON object. */
    ObjectNode run(String task, List<String> arguments) throws Exception;
}
