package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints for nested tables, and values that are left out. */
class TableHintsTest {
    private static final String PETS =
            "{\"id\":1,\"pets\":[{\"Name\":7,\"tags\":{\"a\":1},\"toys\":[{\"kind\":\"x\",\"n\":1}]}],\"o\":{\"p\":1,\"q\":2}}";

    @TempDir
    Path folder;

    @Test
    void knowsColumnsOfNestedTables() {
        NormalizedFiles files = json(TableHints.of("items")
                .nested("pets", Column.of("Name", DataType.TEXT), Column.of("tags", DataType.JSON))
                .nested("pets.toys", Column.of("n", DataType.DOUBLE)));

        assertThat(files.columns("items__pets")).startsWith("name text", "tags json");
        assertThat(files.rows("items__pets").get(0)).containsEntry("name", "7").containsEntry("tags", "{\"a\":1}");
        assertThat(files.columns("items__pets__toys")).startsWith("n double");
        assertThat(files.columns("items")).contains("o__p bigint");
    }

    @Test
    void addsHintsToNestedTablesThatExist() {
        Schema before = json(TableHints.of("items")).schema();
        Column described = new Column("kind", DataType.TEXT, true, null, null, java.util.Set.of(), "what it is");

        NormalizedFiles files = NormalizedFiles.of(
                folder,
                NormalizedFiles.settings(1),
                before,
                items(TableHints.of("items").nested("pets.toys", described)));

        assertThat(files.schema().tables().get("items__pets__toys").find("kind"))
                .hasValueSatisfying(c -> assertThat(c.description()).isEqualTo("what it is"));
    }

    @Test
    void leavesOutValuesByTheirPath() {
        NormalizedFiles files = json(TableHints.of("items").exclude("o__p", "re:^pets__toys__k", "re:__name$"));

        assertThat(files.columns("items"))
                .startsWith("id bigint", "o__q bigint")
                .doesNotContain("o__p bigint");
        assertThat(files.columns("items__pets")).startsWith("tags__a bigint");
        assertThat(files.columns("items__pets__toys")).startsWith("n bigint").doesNotContain("kind text");
    }

    @Test
    void leavesOutListsAndObjectsAsAWhole() {
        NormalizedFiles files = json(TableHints.of("items").exclude("pets", "o"));

        assertThat(files.schema().tables().keySet()).containsExactly("items");
        assertThat(files.columns("items")).containsExactly("id bigint", "_dlt_load_id text", "_dlt_id text");
    }

    @Test
    void makesExceptionsToWhatIsLeftOut() {
        NormalizedFiles files =
                json(TableHints.of("items").exclude("re:^pets", "re:^o").include("re:^pets__name$", "o__q"));

        assertThat(files.columns("items"))
                .startsWith("id bigint", "o__q bigint")
                .doesNotContain("o__p bigint");
        assertThat(files.columns("items__pets")).startsWith("name bigint");
        assertThat(files.columns("items__pets__toys")).doesNotContain("kind text");
        assertThat(files.schema().tables().get("items").other().get("filters"))
                .hasToString("{\"excludes\":[\"re:^pets\",\"re:^o\"],\"includes\":[\"re:^pets__name$\",\"o__q\"]}");
    }

    @Test
    void leavesOutTheSameOfMaps() {
        ResourceDefinition maps = ResourceDefinition.of(
                        "items",
                        state -> Stream.of(
                                Map.of("id", 1, "pets", List.of(Map.of("a", 1)), "o", Map.of("p", 1, "q", 2))))
                .with(TableHints.of("items").exclude("pets", "o__p"));

        NormalizedFiles files = NormalizedFiles.of(folder, maps);

        assertThat(files.schema().tables().keySet()).containsExactly("items");
        assertThat(files.columns("items")).contains("o__q bigint").doesNotContain("o__p bigint");
    }

    @Test
    void refusesAFilterThatIsNoRegularExpression() {
        assertThatThrownBy(() -> json(TableHints.of("items").exclude("re:(")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid filter of table 'items': 're:(' (a name, or a regular expression behind re:)");
    }

    @Test
    void honoursTheFiltersOfAStoredTable() throws IOException {
        NormalizedFiles files = after("""
                {"name": "shop", "tables": {
                  "items": {"name": "items", "columns": {}, "filters": {"excludes": ["re:^o"], "includes": ["o__q"]}},
                  "items__pets": {"name": "items__pets", "parent": "items", "columns": {},
                    "filters": {"excludes": ["tags__a", "re:^toys__k", "re:^items"]}}}}
                """, TableHints.of("items"));

        assertThat(files.columns("items"))
                .startsWith("id bigint", "o__q bigint")
                .doesNotContain("o__p bigint");
        assertThat(files.columns("items__pets")).startsWith("name bigint").doesNotContain("tags__a bigint");
        assertThat(files.columns("items__pets__toys")).startsWith("n bigint").doesNotContain("kind text");
        assertThat(files.schema().tables().get("items").other()).containsKey("filters");
    }

    @Test
    void putsTheFiltersOfASourceBeforeThoseOfAStoredTable() throws IOException {
        NormalizedFiles files = after(
                "{\"name\": \"shop\", \"tables\": {\"items\": {\"name\": \"items\", \"columns\": {}, \"filters\": {\"excludes\": [\"o__p\"]}}}}",
                TableHints.of("items").exclude("o__q"));

        assertThat(files.columns("items")).contains("o__p bigint").doesNotContain("o__q bigint");
    }

    @Test
    void endsTheFiltersOfASourceThatHasNoneAnyMore() {
        Schema before = json(TableHints.of("items").exclude("o__p")).schema();

        NormalizedFiles files =
                NormalizedFiles.of(folder, NormalizedFiles.settings(1), before, items(TableHints.of("items")));

        assertThat(files.columns("items")).contains("o__p bigint");
        assertThat(files.schema().tables().get("items").other()).doesNotContainKey("filters");
    }

    @Test
    void refusesAKeyOfANestedTable() {
        TableHints hints = TableHints.of("items")
                .nested("pets", Column.of("Name", DataType.TEXT).primaryKey());

        assertThatThrownBy(() -> json(hints))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot make column 'Name' a key of table 'items__pets': it is nested, and its rows change with those of their parent (leave the key of 'pets' out, or yield its rows from a resource of their own)");
    }

    private NormalizedFiles after(String schema, TableHints hints) throws IOException {
        Schema stored = SchemaJson.read((ObjectNode) new ObjectMapper().readTree(schema));
        return NormalizedFiles.of(folder, NormalizedFiles.settings(1), stored, items(hints));
    }

    private NormalizedFiles json(TableHints hints) {
        return NormalizedFiles.of(folder, items(hints));
    }

    private static ResourceDefinition items(TableHints hints) {
        return ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", PETS)))
                .with(hints);
    }
}
