package dev.tributary.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.source.RawJson;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final String LINES = "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n";

    private static ResourceDefinition items(int count) {
        return ResourceDefinition.of(
                "items", state -> IntStream.rangeClosed(1, count).mapToObj(i -> Map.of("id", i)));
    }

    private static ResourceDefinition json(String text) {
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items.jsonl", text)));
    }

    @Test
    void takesRecordsThroughStepsInTheirOrder() {
        ResourceDefinition items = items(6).filter((Map<String, Integer> r) -> r.get("id") % 2 == 0)
                .map((Map<String, Integer> r) -> Map.of("half", r.get("id") / 2))
                .flatMap((Map<String, Integer> r) ->
                        IntStream.range(0, r.get("half")).mapToObj(i -> Map.of("n", r.get("half") * 10 + i)));

        assertThat(Extracted.of(items).records())
                .containsExactly(
                        "items: {\"n\":10}",
                        "items: {\"n\":20}",
                        "items: {\"n\":21}",
                        "items: {\"n\":30}",
                        "items: {\"n\":31}",
                        "items: {\"n\":32}");
    }

    @Test
    void givesJsonToStepsAsNodes() {
        ResourceDefinition items = json(LINES)
                .filter((ObjectNode r) -> r.get("id").asInt() != 2)
                .map((ObjectNode r) -> r.put("seen", true));

        assertThat(Extracted.of(items).records())
                .containsExactly("items: {\"id\":1,\"seen\":true}", "items: {\"id\":3,\"seen\":true}");
    }

    @Test
    void leavesJsonAsBytesWhereNoStepLooksIntoIt() {
        assertThat(Extracted.of(json(LINES)).batches()).singleElement().isInstanceOf(JsonLines.class);
    }

    @Test
    void handsOnAValueThatIsNotJsonInItsPlace() {
        Extracted extracted =
                Extracted.of(json("{\"id\":1}\n{oops\n{\"id\":3}\n").map(r -> r));

        assertThat(extracted.records()).containsExactly("items: {\"id\":1}", "items: {oops", "items: {\"id\":3}");
        assertThat(((RecordBatch.Json) extracted.batches().get(1)).place(0)).isEqualTo("line 2 of items.jsonl");
    }

    @Test
    void dropsARecordThatIsMappedToNull() {
        assertThat(Extracted.of(items(2).map((Map<String, Integer> r) -> r.get("id") == 1 ? null : r))
                        .records())
                .containsExactly("items: {\"id\":2}");
    }

    @Test
    void unpacksJsonThatAStepMakes() {
        ResourceDefinition items =
                items(1).map(r -> RawJson.of("page", "[{\"a\":1},{\"a\":2}]")).map((ObjectNode r) -> r.put("b", 0));

        assertThat(Extracted.of(items).records())
                .containsExactly("items: {\"a\":1,\"b\":0}", "items: {\"a\":2,\"b\":0}");
    }

    @Test
    void readsNoFurtherThanTheLimit() {
        AtomicInteger pulled = new AtomicInteger();
        AtomicBoolean closed = new AtomicBoolean();
        ResourceDefinition items = ResourceDefinition.of(
                        "items",
                        state -> Stream.iterate(1, i -> i + 1)
                                .peek(i -> pulled.incrementAndGet())
                                .map(i -> Map.of("id", i))
                                .onClose(() -> closed.set(true)))
                .limit(3);

        assertThat(Extracted.of(items).records()).hasSize(3);
        assertThat(pulled).hasValue(3);
        assertThat(closed).isTrue();
    }

    @Test
    void countsTheLimitWhereItStands() {
        assertThat(Extracted.of(items(10)
                                .filter((Map<String, Integer> r) -> r.get("id") > 5)
                                .limit(2))
                        .records())
                .containsExactly("items: {\"id\":6}", "items: {\"id\":7}");
    }

    @Test
    void cutsJsonAtTheLimit() {
        assertThat(Extracted.of(json(LINES).limit(2)).records())
                .containsExactly("items: {\"id\":1}", "items: {\"id\":2}");
    }

    @Test
    void opensNothingForALimitOfZero() {
        ResourceDefinition items = ResourceDefinition.of("items", state -> {
                    throw new IllegalStateException("opened");
                })
                .limit(0);

        assertThat(Extracted.of(items).records()).isEmpty();
    }

    @Test
    void endsAResourceWithoutEndWhenItsTimeIsUp() {
        ResourceDefinition items = ResourceDefinition.of("items", state -> Stream.generate(() -> Map.of("id", 1)))
                .filter(r -> false)
                .limit(Duration.ofMillis(20));

        assertThat(Extracted.of(items).records()).isEmpty();
    }

    @Test
    void refusesANegativeLimit() {
        assertThatThrownBy(() -> items(1).limit(-1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid limit: '-1' (0 records or more)");
        assertThatThrownBy(() -> items(1).limit(Duration.ofSeconds(-1)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid limit: 'PT-1S' (a time of 0 or more)");
    }

    @Test
    void namesTheStepAndTheRecordThatFail() {
        ResourceDefinition items = items(3).filter(r -> true).map((Map<String, Integer> r) -> 6 / (r.get("id") - 2));

        assertThatThrownBy(() -> Extracted.of(items))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'items': step 2 (map) fails on record 2, {\"id\":2}:"
                        + " ArithmeticException: / by zero"
                        + " (nothing of this run is loaded; mend the source and run again)");
    }

    @Test
    void saysWhichResourceLacksAClass() {
        ResourceDefinition items = items(3).filter(r -> {
            throw new NoClassDefFoundError("com/example/Client");
        });

        assertThatThrownBy(() -> Extracted.of(items))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'items': NoClassDefFoundError: com/example/Client"
                        + " (nothing of this run is loaded; mend the source and run again)");
    }

    @Test
    void namesTheRecordOfJsonThatFails() {
        ResourceDefinition items =
                json(LINES).flatMap((ObjectNode r) -> Stream.of(r.get("id").asInt() / 0));

        assertThatThrownBy(() -> Extracted.of(items))
                .hasMessage("Cannot extract resource 'items': step 1 (flatMap) fails on record 1, {\"id\":1}:"
                        + " ArithmeticException: / by zero"
                        + " (nothing of this run is loaded; mend the source and run again)");
    }

    @Test
    void saysWhichResourceFails() {
        ResourceDefinition items =
                ResourceDefinition.of("items", state -> Stream.generate(() -> Map.of("id", 1 / Integer.parseInt("0"))));

        assertThatThrownBy(() -> Extracted.of(items))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'items': ArithmeticException: / by zero"
                        + " (nothing of this run is loaded; mend the source and run again)");
    }
}
