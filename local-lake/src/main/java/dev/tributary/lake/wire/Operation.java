package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One operation of a service.
 *
 * @param input what its request must look like
 * @param action makes the answer from a request that looks so
 */
public record Operation(Shape.Structure input, UnaryOperator<ObjectNode> action) {

    /**
     * Checks a request and does the operation.
     *
     * @param invalid the service's error about the problems of a request
     */
    public ObjectNode perform(JsonNode request, Function<List<Problem>, ServiceException> invalid) {
        List<Problem> problems = new ArrayList<>();
        input.check(request, "", problems);
        if (!problems.isEmpty()) {
            throw invalid.apply(problems);
        }
        return action.apply((ObjectNode) request);
    }
}
