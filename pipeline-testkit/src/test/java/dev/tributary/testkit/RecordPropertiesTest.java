package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.coerce.Coercion;
import dev.tributary.coerce.Inference;
import dev.tributary.coerce.VariantName;
import dev.tributary.schema.DataType;
import dev.tributary.source.RawJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any records. A property that fails is told with the fewest records for which it does. */
class RecordPropertiesTest {
    /** Says which record a row was made of. */
    private static final String NUMBER = "record_number";

    @TempDir
    Path folder;

    /** Three in every build, more where {@code -Dproperty.seeds} says so. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("property.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nestedTablesPutBackTogetherGiveTheRecords(long seed) {
        holds(numbered(new RandomRecords(seed).take(120)), records -> {
            NormalizedRecords normalized = NormalizedRecords.of(folder, 2, state -> records.stream());
            assertThat(normalized.result().rejects()).isZero();
            Rows rows = new Rows(normalized);
            List<Map<String, Object>> roots = normalized.rows("items");
            assertThat(roots).hasSameSizeAs(records);
            for (int i = 0; i < records.size(); i++) {
                rows.check(Flattened.of("items", records.get(i)), roots.get(i));
            }
            Map<String, Long> expected = new TreeMap<>();
            records.forEach(r -> Flattened.of("items", r).all().forEach(f -> expected.merge(f.table(), 1L, Long::sum)));
            Map<String, Long> counts = new TreeMap<>();
            normalized.tables().keySet().forEach(t -> counts.put(t, normalized.count(t)));
            assertThat(counts).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfRecordsChangesOnlyTheColumnsThatTheRulesSay(long seed) {
        List<Map<String, Object>> records = numbered(new RandomRecords(seed).take(120));
        List<Map<String, Object>> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(seed));
        List<Map<String, Object>> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);

        Set<Map<String, Set<String>>> different = new java.util.HashSet<>();
        for (List<Map<String, Object>> order : List.of(records, shuffled, reversed)) {
            holds(order, some -> {
                NormalizedRecords normalized = NormalizedRecords.of(folder, 1, state -> some.stream());
                assertThat(columns(normalized)).isEqualTo(byRule(some));
            });
            different.add(byRule(order));
        }
        assertThat(different).as("orders that make different columns").hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecordBecomesARowOrAReject(long seed) {
        holds(lines(seed), lines -> {
            for (int workers : new int[] {1, 4}) {
                RawJson json = RawJson.of("lines", String.join("\n", lines));
                NormalizedRecords normalized = NormalizedRecords.of(folder, workers, state -> Stream.of(json));
                assertThat(normalized.result().records()).isEqualTo(lines.size());
                assertThat(normalized.count("items") + normalized.count("_dlt_rejects"))
                        .isEqualTo(lines.size());
                assertThat(normalized.result().rejects()).isEqualTo(normalized.count("_dlt_rejects"));
                long bad = lines.stream().filter(l -> l.contains("bad")).count();
                assertThat(normalized.count("_dlt_rejects")).isEqualTo(bad);
                normalized.rows("_dlt_rejects").forEach(r -> assertThat(lines).contains((String) r.get("record")));
            }
        });
    }

    /** Runs a property, and on the fewest records again when it fails. */
    private static <T> void holds(List<T> records, Consumer<List<T>> property) {
        try {
            property.accept(records);
        } catch (AssertionError | RuntimeException e) {
            List<T> smallest = Shrinking.smallest(records, some -> fails(some, property));
            throw new AssertionError("fails for " + smallest, e);
        }
    }

    private static <T> boolean fails(List<T> records, Consumer<List<T>> property) {
        try {
            property.accept(records);
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }

    private static List<Map<String, Object>> numbered(List<Map<String, Object>> records) {
        List<Map<String, Object>> numbered = new ArrayList<>();
        for (Map<String, Object> record : records) {
            Map<String, Object> copy = new LinkedHashMap<>();
            copy.put(NUMBER, numbered.size());
            copy.putAll(record);
            numbered.add(copy);
        }
        return numbered;
    }

    /** Lines of JSON of which those that hold "bad" can't become rows. */
    private static List<String> lines(long seed) {
        Random random = new Random(seed);
        List<String> bad = List.of(
                "{\"bad\":",
                "{\"bad\":1}}",
                "[\"bad\"]",
                "{\"bad name\":1,\"badName\":2}",
                "{\"x\":{\"bad\":[1]},\"x__bad\":[2]}",
                "{\"a\":{\"bad\":1},\"a__bad\":2}",
                "bad");
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> record : new RandomRecords(seed).take(200)) {
            lines.add(random.nextInt(8) == 0 ? bad.get(random.nextInt(bad.size())) : RandomRecords.asLine(record));
        }
        return lines;
    }

    private static Map<String, Set<String>> columns(NormalizedRecords normalized) {
        Map<String, Set<String>> columns = new TreeMap<>();
        normalized.tables().values().forEach(table -> {
            Set<String> names = new TreeSet<>();
            table.columns().stream()
                    .filter(c -> !c.name().startsWith("_dlt"))
                    .forEach(c -> names.add(
                            c.name() + " " + Objects.requireNonNull(c.type()).id()));
            columns.put(table.name(), names);
        });
        return columns;
    }

    private static Map<String, Set<String>> byRule(List<Map<String, Object>> records) {
        return ColumnsByRule.of(
                records.stream().map(r -> Flattened.of("items", r)).toList());
    }

    /** All nested rows by their parents' ids. */
    private static final class Rows {
        private final NormalizedRecords normalized;
        private final Map<String, Map<Object, List<Map<String, Object>>>> byParent = new HashMap<>();

        private Rows(NormalizedRecords normalized) {
            this.normalized = normalized;
            for (String table : normalized.tables().keySet()) {
                Map<Object, List<Map<String, Object>>> rows = new HashMap<>();
                normalized
                        .rows(table)
                        .forEach(r -> rows.computeIfAbsent(r.get("_dlt_parent_id"), p -> new ArrayList<>())
                                .add(r));
                byParent.put(table, rows);
            }
        }

        private void check(Flattened expected, Map<String, Object> row) {
            Map<String, Object> left = new LinkedHashMap<>(row);
            left.keySet().removeIf(c -> c.startsWith("_dlt"));
            expected.columns().forEach((column, value) -> checkValue(expected.table(), left, column, value));
            assertThat(left).as("what no field gave").isEmpty();
            expected.nested().forEach((table, children) -> {
                List<Map<String, Object>> found = byParent.get(table).get(row.get("_dlt_id"));
                assertThat(found).as(table).hasSameSizeAs(children);
                for (int i = 0; i < children.size(); i++) {
                    assertThat(found.get(i)).containsEntry("_dlt_list_idx", (long) i);
                    check(children.get(i), found.get(i));
                }
            });
        }

        private void checkValue(String table, Map<String, Object> left, String column, Object value) {
            DataType own = value instanceof BigInteger big
                    ? (big.toString().replace("-", "").length() <= 38 ? DataType.DECIMAL : DataType.TEXT)
                    : Inference.typeOf(value);
            String variant = VariantName.of(NormalizedRecords.NAMING, column, own);
            String holder = left.containsKey(variant) ? variant : column;
            DataType type =
                    normalized.tables().get(table).find(holder).orElseThrow().type();
            Object canonical = own == DataType.TEXT ? value.toString() : Inference.canonical(value);
            assertThat(comparable(left.remove(holder)))
                    .as(table + "." + holder)
                    .isEqualTo(comparable(Coercion.coerce(own, Objects.requireNonNull(type), canonical)
                            .orElse(null)));
        }

        private static Object comparable(Object value) {
            return value instanceof Number number && !(value instanceof Double)
                    ? new BigDecimal(number.toString()).stripTrailingZeros()
                    : value;
        }
    }
}
