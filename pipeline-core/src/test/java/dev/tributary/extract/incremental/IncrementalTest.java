package dev.tributary.extract.incremental;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.extract.Extract;
import dev.tributary.source.RawJson;
import dev.tributary.source.Resource;
import dev.tributary.source.ResourceState;
import dev.tributary.source.Source;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.incremental.Cursor;
import dev.tributary.source.incremental.Incremental;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.source.incremental.LastValueFunction;
import dev.tributary.source.incremental.MissingCursor;
import dev.tributary.source.incremental.RangeBound;
import dev.tributary.source.incremental.RowOrder;
import dev.tributary.source.reflect.SettingLookup;
import dev.tributary.source.reflect.SourceReader;
import dev.tributary.state.PipelineState;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementalTest {
    private final List<Object> kept = new ArrayList<>();
    private PipelineState state = PipelineState.initial("p", "d", "shop");

    private void run(SourceDefinition source) {
        kept.clear();
        state = new Extract(this::keep).run(source, state);
    }

    private void run(ResourceDefinition resource) {
        run(new SourceDefinition("shop", List.of(resource), null));
    }

    private void keep(RecordBatch batch) {
        if (batch instanceof RecordBatch.Objects objects) {
            kept.addAll(objects.records());
        } else if (batch instanceof RecordBatch.Json json) {
            for (int i = 0; i < json.size(); i++) {
                int length = json.ends()[i] - json.starts()[i];
                kept.add(new String(json.bytes(), json.starts()[i], length, StandardCharsets.UTF_8));
            }
        }
    }

    private static ResourceDefinition items(Object... records) {
        return ResourceDefinition.of("items", s -> Stream.of(records));
    }

    private static Map<String, Object> item(int id, Object at) {
        return Map.of("id", id, "at", at);
    }

    private String incremental() {
        return state.resource("shop", "items").path("incremental").toString();
    }

    record Order(int id, Instant updatedAt) {}

    @Source
    static class ShopSource {
        static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");
        static final List<Instant> STARTS = new ArrayList<>();

        @Resource(primaryKey = "id")
        Stream<Order> items(
                @Incremental(cursor = "updatedAt", initialValue = "2024-01-01T00:00:00Z") Cursor<Instant> since) {
            STARTS.add(since.startValue());
            return Stream.of(
                    new Order(1, NOON.minusSeconds(86_400)),
                    new Order(2, NOON),
                    new Order(3, NOON.plusNanos(999)),
                    new Order(4, NOON.minusSeconds(60)));
        }

        @Resource
        Stream<Map<String, Object>> counter(ResourceState state) {
            int count = state.resource().path("count").asInt() + 1;
            state.resource().put("count", count);
            state.source().put("seen_by", "counter");
            return Stream.empty();
        }
    }

    @Test
    void goesOnFromTheLastValueOfAnnotatedRecords() {
        ShopSource.STARTS.clear();
        SourceDefinition source = SourceReader.read(ShopSource.class, SettingLookup.none());

        run(source);
        assertThat(kept).extracting(r -> ((Order) r).id()).containsExactly(2, 3, 4);
        run(source);
        assertThat(kept).isEmpty();

        assertThat(ShopSource.STARTS).containsExactly(Instant.parse("2024-01-01T00:00:00Z"), ShopSource.NOON);
        assertThat(state.resource("shop", "counter").toString()).isEqualTo("{\"count\":2}");
        assertThat(state.source("shop").path("seen_by").asText()).isEqualTo("counter");
        assertThat(incremental())
                .isEqualTo("{\"updatedAt\":{\"initial_value\":\"\uf0272024-01-01T00:00:00+00:00\","
                        + "\"last_value\":\"\uf0272024-01-01T12:00:00+00:00\","
                        + "\"unique_hashes\":[\"Tp44cKMYfAuJiBfxLAqu\",\"Cn/dwi436vBbdERZ9hKf\"],"
                        + "\"start_value\":\"\uf0272024-01-01T00:00:00+00:00\"}}");
    }

    @Test
    void takesInitialAndEndValueFromSettings() {
        ShopSource.STARTS.clear();
        Map<String, String> settings = Map.of(
                "sources.shop.items.since.initial_value", "2023-12-31",
                "sources.shop.items.since.end_value", "2024-01-01T12:00:00Z");
        SourceDefinition source = SourceReader.read(ShopSource.class, new SettingLookup() {
            @Override
            public Optional<?> find(String key, Type type) {
                return Optional.ofNullable(settings.get(key));
            }
        });

        run(source);
        run(source);

        assertThat(kept).extracting(r -> ((Order) r).id()).containsExactly(1, 4);
        assertThat(ShopSource.STARTS).containsOnly(Instant.parse("2023-12-31T00:00:00Z"));
        assertThat(incremental()).isEmpty();
    }

    @Source
    static class WrongSource {
        @Resource
        Stream<Order> both(@Incremental(cursor = "a") Cursor<String> a, @Incremental(cursor = "b") Cursor<String> b) {
            return Stream.of();
        }

        @Resource
        Stream<Order> type(@Incremental(cursor = "a") Cursor<Thread> a) {
            return Stream.of();
        }

        @Resource
        Stream<Order> unmarked(Cursor<String> a) {
            return Stream.of();
        }

        @Resource
        Stream<Order> values(
                @Incremental(cursor = "a..b", initialValue = "x", endValue = "1", lag = "soon") Cursor<Long> a) {
            return Stream.of();
        }

        @Resource
        Stream<Order> wrong(@Incremental(cursor = "a") String a) {
            return Stream.of();
        }
    }

    @Test
    void namesAllMistakesOfCursors() {
        assertThatThrownBy(() -> SourceReader.read(WrongSource.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source WrongSource: 5 problems
                          1. @Resource 'both': both() has 2 cursors (a resource has one)
                          2. @Resource 'type': type() has a Cursor of Thread (use String, Long, BigDecimal, Instant, LocalDateTime, LocalDate or Object)
                          3. @Resource 'unmarked': unmarked() has a Cursor without @Incremental
                          4. @Resource 'values': @Incremental: Cannot load by cursor 'a..b': cursor is 'a..b' (give a name or a JSONPath of names, [index], ['name'] and *, such as data.updated_at); lag is 'soon' (give a duration such as 1h or 2d, or a number above zero); initialValue is 'x' (give a number)
                          5. @Resource 'wrong': wrong() has a parameter of type String (it may be a Cursor with @Incremental or a ResourceState; settings are parameters of the constructor)""");
    }

    @Test
    void comparesTextAsTimestampsWhereTheClassSaysSo() {
        ResourceDefinition resource = items(
                        item(1, "2024-01-01T00:00:00Z"),
                        item(2, "2024-01-01T00:00:00.5Z"),
                        item(3, "2024-01-01T02:30:00+02:00"),
                        item(4, "2024-01-01T01:00:00+02:00"))
                .incremental(IncrementalDefinition.on("at").type(Instant.class).initialValue("2024-01-01"));

        run(resource);

        assertThat(kept.stream().<Object>map(r -> ((Map<?, ?>) r).get("id"))).containsExactly(1, 2, 3);
        assertThat(incremental()).contains("\"last_value\":\"2024-01-01T02:30:00+02:00\"");
        run(resource);
        assertThat(kept).isEmpty();
    }

    @Test
    void readsADescendingResourceNoFurtherThanTheStart() {
        List<Integer> read = new ArrayList<>();
        ResourceDefinition resource = ResourceDefinition.of(
                        "items",
                        s -> IntStream.iterate(100, i -> i - 1)
                                .limit(101)
                                .peek(read::add)
                                .mapToObj(i -> item(i, i)))
                .incremental(IncrementalDefinition.on("at").initialValue(97).rowOrder(RowOrder.DESC));

        run(resource);

        assertThat(kept).hasSize(4);
        assertThat(read).containsExactly(100, 99, 98, 97, 96);
    }

    @Test
    void takesARecordThatCameToTheLastValueLater() {
        IncrementalDefinition descending = IncrementalDefinition.on("at").rowOrder(RowOrder.DESC);
        run(items(item(2, 9), item(1, 8)).incremental(descending));
        run(items(item(2, 9), item(3, 9), item(1, 8)).incremental(descending));

        assertThat(kept).containsExactly(item(3, 9));
    }

    @Test
    void readsAnAscendingBackfillNoFurtherThanItsEnd() {
        List<Integer> read = new ArrayList<>();
        ResourceDefinition resource = ResourceDefinition.of(
                        "items",
                        s -> IntStream.range(0, 100)
                                .peek(read::add)
                                .mapToObj(i -> RawJson.of("page " + i, "{\"at\": " + i + "}")))
                .incremental(IncrementalDefinition.on("at").backfill(2, 5).rowOrder(RowOrder.ASC));

        run(resource);

        assertThat(kept).containsExactly("{\"at\": 2}", "{\"at\": 3}", "{\"at\": 4}");
        assertThat(read).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(state.version()).isEqualTo(1);
    }

    @Test
    void keepsOnlyTheKeysAtTheBoundary() {
        IncrementalDefinition at = IncrementalDefinition.on("at").primaryKey("id");
        Object[] records =
                IntStream.range(0, 10_000).mapToObj(i -> item(i, i / 3)).toArray();
        run(items(records).incremental(at));

        assertThat(state.resource("shop", "items")
                        .path("incremental")
                        .path("at")
                        .path("unique_hashes"))
                .hasSize(1);
        run(items(records).incremental(at));
        assertThat(kept).isEmpty();
    }

    @Test
    void reachesBackByTheLagButNotBehindTheInitialValue() {
        IncrementalDefinition lagging = IncrementalDefinition.on("at")
                .type(LocalDateTime.class)
                .initialValue("2024-01-01T11:30:00")
                .lag("1h");
        List<Object> starts = new ArrayList<>();
        for (String at : List.of("2024-01-01T12:00:00", "2024-01-01T14:00:00", "2024-01-01T13:10:00")) {
            run(ResourceDefinition.of("items", s -> {
                        starts.add(s.cursor(LocalDateTime.class).startValue());
                        return Stream.of(item(1, at));
                    })
                    .incremental(lagging));
            assertThat(kept).hasSize(1);
        }

        assertThat(starts)
                .containsExactly(
                        LocalDateTime.parse("2024-01-01T11:30:00"),
                        LocalDateTime.parse("2024-01-01T11:30:00"),
                        LocalDateTime.parse("2024-01-01T13:00:00"));
        assertThat(incremental()).contains("\"last_value\":\"2024-01-01T14:00:00\"");
    }

    /** Months by their place in the year, which no order of text gives. */
    static final class LaterMonth implements LastValueFunction {
        private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr");

        @Override
        public Object further(Object one, Object other) {
            return MONTHS.indexOf(one) >= MONTHS.indexOf(other) ? one : other;
        }
    }

    @Test
    void followsAFunctionOfTheAuthors() {
        IncrementalDefinition months = IncrementalDefinition.on("at").lastValueFunction(new LaterMonth());
        run(items(item(1, "jan"), item(2, "mar"), item(3, "feb")).incremental(months));
        run(items(item(3, "feb"), item(4, "apr"), item(2, "mar")).incremental(months));

        assertThat(kept).containsExactly(item(4, "apr"));
    }

    @Test
    void treatsRecordsWithoutAValueAsIsSaid() {
        Map<String, Object> without = new HashMap<>();
        without.put("id", 7);
        without.put("at", null);
        IncrementalDefinition at = IncrementalDefinition.on("at");

        run(items(without).incremental(at.onMissing(MissingCursor.INCLUDE)));
        assertThat(kept).containsExactly(without);
        run(items(without).incremental(at.onMissing(MissingCursor.EXCLUDE)));
        assertThat(kept).isEmpty();
        assertThatThrownBy(() -> run(items(RawJson.of("x", "{\"id\": 7}")).incremental(at)))
                .isInstanceOf(ExtractException.class)
                .hasMessage(
                        "Cannot extract resource 'items': a record has no value at cursor 'at' (nothing of this run is loaded; choose another cursor, or say with onCursorValueMissing whether such records are included or excluded)");
    }

    @Test
    void saysWhichValueCannotBeCompared() {
        IncrementalDefinition at = IncrementalDefinition.on("at");
        assertThatThrownBy(() -> run(items(item(1, 5), item(2, "x")).incremental(at)))
                .isInstanceOf(ExtractException.class)
                .hasMessage(
                        "Cannot extract resource 'items': the value of cursor 'at' is 'x', which is not a number (nothing of this run is loaded)");
        assertThatThrownBy(() -> run(items(item(1, true)).incremental(at)))
                .isInstanceOf(ExtractException.class)
                .hasMessage(
                        "Cannot extract resource 'items': the value of cursor 'at' is 'true', which is of Boolean and can't be compared (text, numbers, timestamps and dates can)");
        assertThatThrownBy(() -> run(items(item(1, 5)).incremental(at.initialValue("soon"))))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot extract resource 'items': the initial value of cursor 'at' is 'soon', which is not a number (give one, or reset the resource with `pipeline drop`)");
        assertThatThrownBy(() -> run(items(item(1, 5)).incremental(at.primaryKey("sku"))))
                .isInstanceOf(ExtractException.class)
                .hasMessage(
                        "Cannot extract resource 'items': a record has no field 'sku' of its primary key (nothing of this run is loaded; cursor 'at' tells records with the same value apart by it)");
    }

    @Test
    void refusesPartsThatDoNotFitTogether() {
        assertThatThrownBy(() -> IncrementalDefinition.on("at").lag("1h").lastValueFunction(new LaterMonth()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot load by cursor 'at': a lag needs the last value function Max or Min");
    }

    @Test
    void letsTextThatIsNoJsonThroughToBeRejected() {
        run(items(RawJson.of("x", "{\"at\": 1}\n{broken\n{\"at\": 2}\n")).incremental(IncrementalDefinition.on("at")));

        assertThat(kept).containsExactly("{\"at\": 1}", "{broken", "{\"at\": 2}");
    }

    @Test
    void takesWhatALimitLeftOutInTheNextRun() {
        RawJson page = RawJson.of("page", "{\"at\": 1}\n{\"at\": 2}\n{\"at\": 3}\n{\"at\": 4}\n{\"at\": 5}\n");
        ResourceDefinition limited = items(page).limit(2).incremental(IncrementalDefinition.on("at"));
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            run(limited);
            counts.add(kept.size());
        }

        assertThat(counts).containsExactly(2, 2, 1, 0);
    }

    @Test
    void takesOpenAndClosedRanges() {
        Object[] records = IntStream.rangeClosed(1, 5).mapToObj(i -> item(i, i)).toArray();
        IncrementalDefinition backfill = IncrementalDefinition.on("at").backfill(2, 4);

        run(items(records).incremental(backfill));
        assertThat(kept).containsExactly(item(2, 2), item(3, 3));
        run(items(records).incremental(backfill.range(RangeBound.OPEN, RangeBound.CLOSED)));
        assertThat(kept).containsExactly(item(3, 3), item(4, 4));
    }

    @Test
    void readsAStateThatDltWrote() {
        var incremental = JsonNodeFactory.instance.objectNode();
        incremental
                .putObject("incremental")
                .putObject("at")
                .put("initial_value", "\uf0272024-01-01T00:00:00+00:00")
                .put("last_value", "\uf0272024-01-01T12:00:00.000001+00:00")
                .putArray("unique_hashes");
        state = state.withResource("shop", "items", incremental);

        run(items(item(1, Instant.parse("2024-01-01T12:00:00Z")), item(2, Instant.parse("2024-01-01T12:00:00.000002Z")))
                .incremental(IncrementalDefinition.on("at")));

        assertThat(kept.stream().<Object>map(r -> ((Map<?, ?>) r).get("id"))).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cn/dwi436vBbdERZ9hKf", "Cn/dwi436vBb"})
    void leavesOutWhatDltLoadedInOldAndNewDigests(String digest) {
        var incremental = JsonNodeFactory.instance.objectNode();
        incremental
                .putObject("incremental")
                .putObject("id")
                .put("last_value", 3)
                .putArray("unique_hashes")
                .add(digest);
        state = state.withResource("shop", "items", incremental);

        run(items(item(3, 1), item(4, 1))
                .incremental(IncrementalDefinition.on("id").primaryKey("id")));

        assertThat(kept).containsExactly(item(4, 1));
    }
}
