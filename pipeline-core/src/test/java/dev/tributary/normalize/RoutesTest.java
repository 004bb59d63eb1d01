package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Schema;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import dev.tributary.source.definition.TableRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One resource that fills several tables, and several that fill one. */
class RoutesTest {
    private static final String EVENTS = """
            {"type":"Click","x":1,"at":[1,2]}
            {"x":2,"type":"view"}
            {"type":"Click","x":3}
            {"type":7,"x":4}
            """;

    @TempDir
    Path folder;

    private record Event(String type, int x) {}

    @Test
    void takesTheTableFromAFieldOfJson() {
        NormalizedFiles files = json(EVENTS, h -> h.tableFrom("type"));

        assertThat(files.schema().tables().keySet()).containsExactly("click", "click__at", "view", "_7");
        assertThat(values(files, "click", "x")).containsExactly(1L, 3L);
        assertThat(values(files, "click", "type")).containsExactly("Click", "Click");
        assertThat(values(files, "view", "x")).containsExactly(2L);
        assertThat(values(files, "_7", "x")).containsExactly(4L);
        assertThat(values(files, "click__at", "_dlt_parent_id"))
                .containsOnly(values(files, "click", "_dlt_id").get(0));
        assertThat(files.schema().tables().get("view").resource()).isEqualTo("events");
        assertThat(files.result().records()).isEqualTo(4);
    }

    @Test
    void takesTheTableFromAFieldOfColumns() {
        RecordColumns columns = new RecordColumns(
                2,
                List.of("type", "x"),
                List.of(
                        new RecordColumns.Objects(new Object[] {"Click", "view"}),
                        new RecordColumns.Integers(new long[] {1, 2}, RecordColumns.Nulls.NONE)));

        NormalizedFiles files = NormalizedFiles.of(
                folder,
                ResourceDefinition.of("events", state -> Stream.of(columns))
                        .with(TableHints.of("events").tableFrom("type")));

        assertThat(values(files, "click", "x")).containsExactly(1L);
        assertThat(values(files, "view", "x")).containsExactly(2L);
    }

    @Test
    void takesTheTableFromAFieldOfMapsAndOfJavaRecords() {
        NormalizedFiles files =
                of(events(h -> h.tableFrom("type"), Map.of("type", "a", "x", 1), new Event("b", 2), new Event("a", 3)));

        assertThat(values(files, "a", "x")).containsExactly(1L, 3L);
        assertThat(values(files, "b", "x")).containsExactly(2L);
    }

    @Test
    void takesTheTableFromAFunction() {
        NormalizedFiles files =
                json(EVENTS, h -> h.tableFrom(r -> ((JsonNode) r).path("x").asInt() > 2 ? "late" : "early"));

        assertThat(files.schema().tables().keySet()).contains("early", "late");
        assertThat(values(files, "late", "x")).containsExactly(3L, 4L);
    }

    @Test
    void givesEveryTableTheHintsOfTheResource() {
        NormalizedFiles files = json(
                EVENTS,
                h -> h.tableFrom("type")
                        .disposition(WriteDisposition.MERGE)
                        .mergeStrategy(MergeStrategy.UPSERT)
                        .primaryKey("x")
                        .maxTableNesting(0));

        assertThat(files.columns("click")).contains("x bigint", "at json");
        assertThat(files.schema().tables().get("view").disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(files.schema().tables().get("view").mergeStrategy()).isEqualTo(MergeStrategy.UPSERT);
        assertThat(values(files, "view", "_dlt_id"))
                .isEqualTo(values(
                        of(ResourceDefinition.of("view", state -> Stream.of(Map.of("x", 2)))
                                .with(TableHints.of("view")
                                        .disposition(WriteDisposition.MERGE)
                                        .mergeStrategy(MergeStrategy.UPSERT)
                                        .primaryKey("x"))),
                        "view",
                        "_dlt_id"));
    }

    @Test
    void rejectsARecordThatNamesNoTable() {
        NormalizedFiles files = json(
                "{\"x\":1}\n{\"type\":null}\n{\"type\":\" \"}\n{\"type\":\"_dlt_loads\"}\n{\"type\":\"a\"}\n{bad\n[1]",
                h -> h.tableFrom("type"));

        assertThat(files.rows("a")).hasSize(1);
        assertThat(files.result().records()).isEqualTo(7);
        assertThat(values(files, "_dlt_rejects", "reason"))
                .hasSize(6)
                .contains(
                        "there is no 'type', which says the record's table (line 1 of events)",
                        "there is no 'type', which says the record's table (line 2 of events)",
                        "there is no 'type', which says the record's table (line 3 of events)",
                        "table '_dlt_loads' is one of dlt's own (line 4 of events)",
                        "a record must be an object (line 7 of events)");
        NormalizedFiles chosen = of(events(h -> h.tableFrom(r -> null), Map.of("x", 1)));
        assertThat(values(chosen, "_dlt_rejects", "reason")).containsExactly("the resource's function chose no table");
    }

    @Test
    void sendsRecordsToTheTableThatTheyName() {
        TableHints people =
                TableHints.of("people").columns(Column.of("id", DataType.TEXT)).primaryKey("id");

        NormalizedFiles files = of(events(
                h -> h,
                Map.of("x", 1),
                TableRecord.of("places", Map.of("city", "Oslo")),
                TableRecord.of(people, Map.of("id", 5)),
                TableRecord.of(people, Map.of("id", 6)),
                TableRecord.of(people.primaryKey("other"), Map.of("id", 7)),
                TableRecord.of(" ", Map.of("id", 8))));

        assertThat(files.schema().tables().keySet())
                .containsExactlyInAnyOrder("events", "places", "people", "_dlt_rejects");
        assertThat(values(files, "events", "x")).containsExactly(1L);
        assertThat(values(files, "places", "city")).containsExactly("Oslo");
        assertThat(values(files, "people", "id")).containsExactly("5", "6");
        assertThat(files.columns("people")).startsWith("id text");
        assertThat(values(files, "_dlt_rejects", "reason"))
                .containsExactly("table 'people' has other hints than this record's", "a record names no table");
    }

    @Test
    void letsTwoResourcesFillOneTable() {
        ResourceDefinition one =
                ResourceDefinition.of("one", state -> Stream.of(Map.of("x", 1))).with(TableHints.of("both"));
        ResourceDefinition two = ResourceDefinition.of("two", state -> Stream.of(Map.of("x", 2.5, "y", true)))
                .with(TableHints.of("Both"));

        NormalizedFiles files = of(one, two);

        assertThat(values(files, "both", "x")).containsExactlyInAnyOrder(1.0, 2.5);
        assertThat(files.schema().tables().get("both").resource()).isEqualTo("one");
        assertThatThrownBy(() -> of(one, two.with(WriteDisposition.REPLACE)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot write resources 'one' and 'two' to table 'both': what they say of it differs"
                        + " (give both the same hints, or each a table)");
    }

    @Test
    void makesTheSameOfItWithAnyWorkers() {
        List<Object> records = new ArrayList<>();
        IntStream.range(0, 30_000)
                .forEach(i -> records.add(Map.of("type", "t" + i % 7, "x", i % 11 == 0 ? (Object) (i + 0.5) : i)));
        ResourceDefinition resource = events(h -> h.tableFrom("type"), records.toArray());

        NormalizedFiles one = NormalizedFiles.of(next(), NormalizedFiles.settings(1), Schema.empty("test"), resource);
        NormalizedFiles four = NormalizedFiles.of(next(), NormalizedFiles.settings(4), Schema.empty("test"), resource);

        assertThat(four.result()).isEqualTo(one.result());
        assertThat(four.rows("t3")).isEqualTo(one.rows("t3"));
        assertThat(one.columns("t3")).contains("x double");
    }

    private NormalizedFiles json(String lines, UnaryOperator<TableHints> hints) {
        return of(ResourceDefinition.of("events", state -> Stream.of(RawJson.of("events", lines)))
                .with(hints.apply(TableHints.of("events"))));
    }

    private static ResourceDefinition events(UnaryOperator<TableHints> hints, Object... records) {
        return ResourceDefinition.of("events", state -> Stream.of(records)).with(hints.apply(TableHints.of("events")));
    }

    private NormalizedFiles of(ResourceDefinition... resources) {
        return NormalizedFiles.of(next(), resources);
    }

    private Path next() {
        try {
            return Files.createTempDirectory(folder, "files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> values(NormalizedFiles files, String table, String column) {
        List<Object> values = new ArrayList<>();
        files.rows(table).forEach(row -> values.add(row.get(column)));
        return values;
    }
}
