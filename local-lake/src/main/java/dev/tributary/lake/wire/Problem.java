package dev.tributary.lake.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a value of a request breaks.
 *
 * @param value the value, null where there is none
 * @param path the members that lead to it
 * @param constraint the rule, to be read after "Member must"
 */
public record Problem(JsonNode value, String path, String constraint) {

    /** The sentence with the value in it. */
    public String withValue() {
        return sentence(value.isNull() ? "null " : "'" + value.asText(value.toString()) + "' ");
    }

    /** The sentence that names no value but null. */
    public String withoutValue() {
        return sentence(value.isNull() ? "null " : "");
    }

    private String sentence(String shown) {
        return "Value %sat '%s' failed to satisfy constraint: Member must %s".formatted(shown, path, constraint);
    }

    /** All problems as one message. */
    public static String message(List<Problem> problems, Function<Problem, String> sentence) {
        return "%d validation error%s detected: %s"
                .formatted(
                        problems.size(),
                        problems.size() == 1 ? "" : "s",
                        problems.stream().map(sentence).collect(Collectors.joining("; ")));
    }
}
