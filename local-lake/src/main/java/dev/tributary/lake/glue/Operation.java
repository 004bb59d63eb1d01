package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One operation of the service.
 *
 * @param input what its request must look like
 * @param action makes the answer from a request that looks so
 */
record Operation(Shape.Structure input, UnaryOperator<ObjectNode> action) {

    ObjectNode perform(JsonNode request) {
        List<String> problems = new ArrayList<>();
        input.check(request, "", problems);
        if (!problems.isEmpty()) {
            throw new GlueException(
                    "ValidationException",
                    "%d validation error%s detected: %s"
                            .formatted(problems.size(), problems.size() == 1 ? "" : "s", String.join("; ", problems)));
        }
        return action.apply((ObjectNode) request);
    }
}
