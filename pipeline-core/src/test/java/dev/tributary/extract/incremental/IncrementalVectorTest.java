package dev.tributary.extract.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.extract.Extract;
import dev.tributary.source.RawJson;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.cursor.CursorValue;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.source.incremental.LastValueFunction;
import dev.tributary.source.incremental.MissingCursor;
import dev.tributary.source.incremental.RangeBound;
import dev.tributary.state.PipelineState;
import dev.tributary.vectors.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several runs of incremental resources: the records that dlt keeps, and the state that it keeps after each. */
class IncrementalVectorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<JsonNode> cases() {
        return Vectors.of("incremental.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsWhatDltKeeps(JsonNode vector) {
        PipelineState state = PipelineState.initial("p", "d", "src");
        for (JsonNode run : vector.path("runs")) {
            List<Object> rows = new ArrayList<>();
            run.path("rows").forEach(row -> rows.add(java(row)));
            AtomicReference<Object> start = new AtomicReference<>();
            List<Integer> kept = new ArrayList<>();
            state = extract(vector.path("args"), state, start, rows, kept);

            assertThat(kept).as("%s", vector.path("args")).isEqualTo(ints(run.path("kept")));
            assertThat(start.get()).as("%s", vector.path("args")).isEqualTo(java(run.path("start")));
            if (kept.isEmpty() && incremental(vector, state).isEmpty()) {
                continue;
            }
            assertThat(incremental(vector, state)).as("%s", vector.path("args")).isEqualTo(expected(run.path("state")));
        }
    }

    /** The same records as JSON Lines; only of what JSON can say. */
    @ParameterizedTest
    @MethodSource("cases")
    void keepsTheSameOfJsonText(JsonNode vector) {
        if (vector.toString().contains("\\uF02")
                || vector.toString().contains("\uf026")
                || vector.toString().contains("\uf027")
                || vector.toString().contains("\uf028")) {
            return;
        }
        PipelineState state = PipelineState.initial("p", "d", "src");
        for (JsonNode run : vector.path("runs")) {
            StringBuilder lines = new StringBuilder();
            run.path("rows").forEach(row -> lines.append(row).append('\n'));
            List<Integer> kept = new ArrayList<>();
            RawJson json = RawJson.of("rows", lines.toString());
            state = extract(vector.path("args"), state, new AtomicReference<>(), List.of(json), kept);

            assertThat(kept).as("%s", vector.path("args")).isEqualTo(ints(run.path("kept")));
            if (!(kept.isEmpty() && incremental(vector, state).isEmpty())) {
                assertThat(incremental(vector, state))
                        .as("%s", vector.path("args"))
                        .isEqualTo(expected(run.path("state")));
            }
        }
    }

    private static PipelineState extract(
            JsonNode args, PipelineState before, AtomicReference<Object> start, List<Object> rows, List<Integer> kept) {
        ResourceDefinition resource = ResourceDefinition.of("items", s -> {
                    start.set(s.cursor(Object.class).startValue());
                    return rows.stream();
                })
                .incremental(definition(args));
        return new Extract(batch -> kept.addAll(numbers(batch)))
                .run(new SourceDefinition("src", List.of(resource), null), before);
    }

    private static IncrementalDefinition definition(JsonNode args) {
        IncrementalDefinition definition = IncrementalDefinition.on(
                        args.path("cursor").asText())
                .initialValue(java(args.path("initialValue")))
                .onMissing(MissingCursor.valueOf(args.path("onMissing").asText().toUpperCase()))
                .lastValueFunction(
                        args.path("lastValueFunction").asText().equals("max")
                                ? new LastValueFunction.Max()
                                : new LastValueFunction.Min())
                .lag(args.has("lag") ? args.path("lag").asText() : null)
                .range(
                        args.has("rangeStart") ? RangeBound.OPEN : RangeBound.CLOSED,
                        args.has("rangeEnd") ? RangeBound.CLOSED : RangeBound.OPEN);
        if (args.has("endValue")) {
            definition = definition.backfill(java(args.path("initialValue")), java(args.path("endValue")));
        }
        return args.has("primaryKey")
                ? definition.primaryKey(JSON.convertValue(args.path("primaryKey"), String[].class))
                : definition;
    }

    private static List<Integer> numbers(RecordBatch batch) {
        if (batch instanceof RecordBatch.Objects objects) {
            return objects.records().stream()
                    .map(r -> ((Number) ((Map<?, ?>) r).get("n")).intValue())
                    .toList();
        }
        RecordBatch.Json json = (RecordBatch.Json) batch;
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            try {
                numbers.add(JSON.readTree(json.bytes(), json.starts()[i], json.ends()[i] - json.starts()[i])
                        .path("n")
                        .asInt());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return numbers;
    }

    private static Map<String, Object> incremental(JsonNode vector, PipelineState state) {
        return expected(state.resource("src", "items")
                .path("incremental")
                .path(vector.path("args").path("cursor").asText()));
    }

    private static Map<String, Object> expected(JsonNode state) {
        Map<String, Object> fields = new LinkedHashMap<>();
        state.properties().forEach(f -> fields.put(f.getKey(), f.getValue().toString()));
        if (state instanceof ObjectNode) {
            TreeSet<String> hashes = new TreeSet<>();
            state.path("unique_hashes").forEach(h -> hashes.add(h.asText()));
            fields.put("unique_hashes", hashes);
        }
        return fields;
    }

    private static List<Integer> ints(JsonNode array) {
        List<Integer> ints = new ArrayList<>();
        array.forEach(i -> ints.add(i.asInt()));
        return ints;
    }

    /** A value of Python, as Java's that means the same. */
    private static Object java(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            value.properties().forEach(f -> map.put(f.getKey(), java(f.getValue())));
            return map;
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(v -> list.add(java(v)));
            return list;
        }
        if (value.isFloatingPointNumber()) {
            return value.doubleValue();
        }
        if (value.isTextual() && value.asText().startsWith("\uf026")) {
            return new java.math.BigDecimal(value.asText().substring(1));
        }
        return CursorValue.ofStored(value).as(Object.class);
    }
}
