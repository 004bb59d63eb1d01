package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.source.RawJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand awkward names in one record: no crash, no collision that is not told, no name that Glue or Athena refuses. */
class AwkwardNamesTest {
    /** What Iceberg's Glue catalog takes, which is less than what Glue takes. */
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_]{1,255}");

    private static final List<String> NAMES = AwkwardNames.take(10_000, 1);

    @TempDir
    Path folder;

    @Test
    void becomeColumnsOfTheirOwn() {
        Map<String, Object> record = distinct(NAMES);

        check(record, maps(record));
    }

    @Test
    void becomeColumnsOfTheirOwnFromJson() {
        Map<String, Object> record = distinct(
                NAMES.subList(0, 1000).stream().map(AwkwardNamesTest::asUtf8).toList());

        check(record, lines(record));
    }

    /** One name for each column that there can be, and its number. */
    private static Map<String, Object> distinct(List<String> names) {
        Set<String> columns = new HashSet<>();
        Map<String, Object> record = new LinkedHashMap<>();
        for (String name : names) {
            if (columns.add(NormalizedRecords.NAMING.path(name))) {
                record.put(name, record.size());
            }
        }
        assertThat(record).hasSizeGreaterThan(names.size() / 4);
        return record;
    }

    private static void check(Map<String, Object> record, NormalizedRecords normalized) {
        assertThat(normalized.rows("items")).hasSize(1);
        Map<String, Object> row = normalized.rows("items").get(0);
        record.forEach((name, number) -> {
            String column = NormalizedRecords.NAMING.path(name);
            assertThat(row).containsEntry(column, ((Number) number).longValue());
        });
        assertAllowed(normalized);
    }

    @Test
    void thatBecomeOneAreTold() {
        Map<String, Object> record = new LinkedHashMap<>();
        NAMES.forEach(name -> record.put(name, record.size()));

        for (NormalizedRecords normalized : List.of(maps(record), lines(record))) {
            assertThat(normalized.result().rejects()).isEqualTo(1);
            assertThat(normalized.rows("_dlt_rejects").get(0).get("reason").toString())
                    .startsWith("two fields both normalize to column '");
            assertThat(normalized.count("items")).isZero();
        }
    }

    @Test
    void becomeTablesOfTheirOwn() {
        Map<String, Object> record = new LinkedHashMap<>();
        Set<String> expected = new TreeSet<>(Set.of("items"));
        for (String name : NAMES.subList(0, 150)) {
            String table = NormalizedRecords.NAMING.join("items", NormalizedRecords.NAMING.path(name));
            if (expected.add(table)) {
                record.put(name, List.of(Map.of("value", List.of(2))));
                expected.add(NormalizedRecords.NAMING.join(table, "value"));
            }
        }

        NormalizedRecords normalized = maps(record);

        assertAllowed(normalized);
        assertThat(normalized.tables().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertAllowed(NormalizedRecords normalized) {
        List<String> refused = new ArrayList<>();
        for (Table table : normalized.tables().values()) {
            Stream.concat(Stream.of(table.name()), table.columns().stream().map(Column::name))
                    .filter(n -> !ALLOWED.matcher(n).matches())
                    .forEach(refused::add);
            assertThat(table.columns().stream().map(Column::name)).doesNotHaveDuplicates();
        }
        assertThat(refused).isEmpty();
    }

    /** A name as it comes back from UTF-8, which has no halves of characters. */
    private static String asUtf8(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private NormalizedRecords maps(Map<String, Object> record) {
        return NormalizedRecords.of(folder, 1, state -> Stream.of(record));
    }

    private NormalizedRecords lines(Map<String, Object> record) {
        RawJson json = RawJson.of("awkward", RandomRecords.asLine(record));
        return NormalizedRecords.of(folder, 1, state -> Stream.of(json));
    }
}
