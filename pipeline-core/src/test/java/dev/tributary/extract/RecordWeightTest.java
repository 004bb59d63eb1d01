package dev.tributary.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records with long texts or bytes are fewer in a batch. */
class RecordWeightTest {
    record Text(int id, String text) {}

    record Bytes(byte[] bytes) {}

    static Stream<Function<String, Object>> forms() {
        return Stream.of(
                text -> Map.of("id", 1, "text", text),
                text -> new Text(1, text),
                text -> new Bytes(text.getBytes()),
                text -> JsonNodeFactory.instance.objectNode().put("text", text));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void putsFewRecordsWithLongTextsIntoABatch(Function<String, Object> form) {
        assertThat(sizes(form.apply("x".repeat(3_000_000)), 5)).containsExactly(2, 2, 1);
        assertThat(sizes(form.apply("x".repeat(100_000)), 90)).containsExactly(42, 42, 6);
        assertThat(sizes(form.apply("x".repeat(1_000)), 1200)).containsExactly(500, 500, 200);
    }

    private static List<Integer> sizes(Object record, int count) {
        ResourceDefinition resource = ResourceDefinition.of(
                "texts", state -> IntStream.range(0, count).mapToObj(i -> record));
        return Extracted.of(resource).batches().stream()
                .map(batch -> ((RecordBatch.Objects) batch).records().size())
                .toList();
    }
}
