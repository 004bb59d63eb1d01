package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.vectors.Vectors;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** dlt's tables, columns and rows for small records, as JSON and as maps. */
class NormalizeVectorTest {
    /** Records whose names collide are rejected here; see docs/reference/differences-from-dlt.md. */
    private static final String COLLIDING = "names";

    @TempDir
    Path folder;

    static Stream<JsonNode> cases() {
        return Stream.concat(Vectors.of("normalize.json"), Vectors.of("normalize_random.json"))
                .filter(c -> !c.path("case").asText().equals(COLLIDING));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheTablesOfDltFromJson(JsonNode vector) {
        check(
                vector,
                normalized(
                        vector, Stream.of(RawJson.of("items", vector.path("in").toString()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void makesTheTablesOfDltFromMaps(JsonNode vector) {
        List<?> records = new ObjectMapper().convertValue(vector.path("in"), List.class);

        check(vector, normalized(vector, records.stream()));
    }

    private NormalizedFiles normalized(JsonNode vector, Stream<?> records) {
        Integer nesting = vector.has("max_table_nesting")
                ? vector.path("max_table_nesting").asInt()
                : null;
        String[] key = StreamSupport.stream(vector.path("primary_key").spliterator(), false)
                .map(JsonNode::asText)
                .toArray(String[]::new);
        ResourceDefinition resource = ResourceDefinition.of("items", state -> records);
        return NormalizedFiles.of(
                folder,
                NormalizedFiles.settings(
                        1,
                        NamingConvention.athena(
                                "snake_case", vector.path("max_length").asInt(255))),
                Schema.empty("test"),
                resource.with(resource.hints().maxTableNesting(nesting).primaryKey(key)));
    }

    static Stream<JsonNode> collisions() {
        return Vectors.of("normalize.json").filter(c -> c.path("case").asText().equals(COLLIDING));
    }

    @ParameterizedTest
    @MethodSource("collisions")
    void rejectsRecordsOfWhichDltLosesAValue(JsonNode vector) {
        ResourceDefinition resource = ResourceDefinition.of(
                "items",
                state -> Stream.of(RawJson.of("items", vector.path("in").toString())));

        NormalizedFiles files = NormalizedFiles.of(folder, resource);

        assertThat(files.result().rejects()).isEqualTo(vector.path("in").size());
        assertThat(files.rows("_dlt_rejects").get(0))
                .containsEntry(
                        "reason",
                        "two fields both normalize to column 'user_id' of table 'items' (rename one) (record 1 of items)");
    }

    private static void check(JsonNode vector, NormalizedFiles files) {
        Map<String, List<String>> expectedColumns = new LinkedHashMap<>();
        vector.path("tables").properties().forEach(table -> {
            List<String> columns = new ArrayList<>();
            table.getValue()
                    .path("columns")
                    .forEach(c -> columns.add(
                            c.path("name").asText() + " " + c.path("data_type").asText("-")));
            expectedColumns.put(table.getKey(), columns);
        });
        Map<String, List<String>> columns = new LinkedHashMap<>();
        files.schema().tables().keySet().forEach(t -> columns.put(t, files.columns(t)));
        assertThat(columns).isEqualTo(expectedColumns);
        vector.path("files").properties().forEach(table -> {
            List<Map<String, String>> expected = new ArrayList<>();
            table.getValue().forEach(file -> file.path("rows").forEach(row -> expected.add(expected(row))));
            assertThat(files.rows(table.getKey()).stream()
                            .map(NormalizeVectorTest::present)
                            .toList())
                    .as(table.getKey())
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    private static Map<String, String> expected(JsonNode row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                String text = value.path("$ts").isTextual()
                        ? OffsetDateTime.parse(value.path("$ts").asText())
                                .toLocalDateTime()
                                .toString()
                        : value.asText();
                values.put(field.getKey(), text.equals("$LOAD_ID") ? NormalizedFiles.LOAD_ID.value() : text);
            }
        });
        return values;
    }

    private static Map<String, String> present(Map<String, Object> row) {
        Map<String, String> values = new LinkedHashMap<>();
        row.forEach((name, value) -> {
            if (value instanceof Timestamp timestamp) {
                values.put(name, timestamp.toLocalDateTime().toString());
            } else if (value instanceof BigDecimal decimal) {
                values.put(name, decimal.toPlainString());
            } else if (value != null) {
                values.put(name, value.toString());
            }
        });
        return values;
    }
}
