package dev.tributary.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Floats;
import dev.tributary.source.RecordColumns.Integers;
import dev.tributary.source.RecordColumns.Nulls;
import dev.tributary.source.RecordColumns.Objects;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records that come as columns. */
class ColumnsTest {
    private static final RecordColumns COLUMNS = new RecordColumns(
            3,
            List.of("id", "x", "name"),
            List.of(
                    new Integers(new long[] {1, 2, 3, 9}, Nulls.NONE),
                    new Floats(new double[] {0.5, 0, 1.5}, new Nulls(new boolean[] {false, true, false})),
                    new Objects(new Object[] {"a", "b", null})));

    private static final String[] ALL = {
        "items: {\"id\":1,\"x\":0.5,\"name\":\"a\"}",
        "items: {\"id\":2,\"x\":null,\"name\":\"b\"}",
        "items: {\"id\":3,\"x\":1.5,\"name\":null}"
    };

    private static ResourceDefinition items() {
        return ResourceDefinition.of("items", state -> Stream.of(COLUMNS));
    }

    @Test
    void goOnAsTheyAreWhereNobodyLooks() {
        assertThat(Extracted.of(items()).batches())
                .singleElement()
                .isInstanceOfSatisfying(RecordBatch.Columns.class, b -> {
                    assertThat(b.columns()).isSameAs(COLUMNS);
                });
    }

    @Test
    void stayInPlaceAmongOtherRecords() {
        ResourceDefinition items =
                ResourceDefinition.of("items", state -> Stream.of(Map.of("id", 0), COLUMNS, Map.of("id", 4)));

        assertThat(Extracted.of(items).records())
                .containsExactly("items: {\"id\":0}", ALL[0], ALL[1], ALL[2], "items: {\"id\":4}");
    }

    @Test
    void areMapsToSteps() {
        ResourceDefinition items =
                items().filter((Map<String, Object> r) -> !r.get("id").equals(2L));

        assertThat(Extracted.of(items).records()).containsExactly(ALL[0], ALL[2]);
        assertThat(Extracted.of(items().limit(2)).records()).containsExactly(ALL[0], ALL[1]);
    }

    @Test
    void areReadFromTheCursorOn() {
        ResourceDefinition items =
                items().incremental(IncrementalDefinition.on("id").initialValue(2));

        Extracted first = Extracted.of(items);

        assertThat(first.records()).containsExactly(ALL[1], ALL[2]);
        assertThat(first.batches()).singleElement().isInstanceOf(RecordBatch.Columns.class);
        assertThat(Extracted.after(first.state(), items).records()).isEmpty();
    }

    @Test
    void areMapsToTransformers() {
        ResourceDefinition items = items();
        ResourceDefinition names =
                items.transform("names", (Map<String, Object> r) -> Stream.of(Map.of("of", r.get("id"))));

        assertThat(Extracted.of(items, names).records())
                .containsExactly(ALL[0], ALL[1], ALL[2], "names: {\"of\":1}", "names: {\"of\":2}", "names: {\"of\":3}");
    }

    @Test
    void haveAValueForEachRecordAndNameEachFieldOnce() {
        Integers one = new Integers(new long[1], Nulls.NONE);

        assertThatThrownBy(() -> new RecordColumns(2, List.of("id"), List.of(one)))
                .hasMessage("1 values for 2 records");
        assertThatThrownBy(() -> new RecordColumns(1, List.of("id"), List.of())).hasMessage("1 names for 0 columns");
        assertThatThrownBy(() -> new RecordColumns(1, List.of("id", "id"), List.of(one, one)))
                .hasMessage("a name comes twice in [id, id]");
    }
}
