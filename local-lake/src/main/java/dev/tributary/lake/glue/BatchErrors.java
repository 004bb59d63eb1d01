package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Does one thing per entry of a batch; entries that fail are answered one by one, the others are done. */
final class BatchErrors {

    private final List<ObjectNode> errors = new ArrayList<>();

    /** Does one entry; when it fails, an error is added that says which entry it was. */
    void attempt(Consumer<ObjectNode> which, Runnable entry) {
        try {
            entry.run();
        } catch (GlueException e) {
            ObjectNode error = Json.object();
            which.accept(error);
            error.putObject("ErrorDetail").put("ErrorCode", e.code()).put("ErrorMessage", e.getMessage());
            errors.add(error);
        }
    }

    ObjectNode answer() {
        ObjectNode answer = Json.object();
        answer.set("Errors", Json.array(errors));
        return answer;
    }
}
