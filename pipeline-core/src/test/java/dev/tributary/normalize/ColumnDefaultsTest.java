package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.source.ColumnRule;
import dev.tributary.source.RawJson;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.source.reflect.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnDefaultsTest {
    private static final String SCHEMA = """
            {"name": "shop", "settings": {
              "preferred_types": {"re:_at$": "timestamp", "code*": "text", "raw": "json"},
              "default_hints": {"not_null": ["re:^id$"], "primary_key": ["id"], "sort": ["*_at"]}}}
            """;

    @TempDir
    Path folder;

    @Test
    void giveNewColumnsTypesAndHintsByName() throws IOException {
        Schema schema = SchemaJson.read((ObjectNode) new ObjectMapper().readTree(SCHEMA));
        String records = "{\"id\":1,\"made_at\":1700000000,\"code1\":7,\"raw\":{\"a\":1},\"encode\":7}\n"
                + "{\"id\":null,\"encode\":1}";
        ResourceDefinition items = ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", records)));

        NormalizedFiles files = NormalizedFiles.of(folder, NormalizedFiles.settings(1), schema, items);

        assertThat(files.columns("items"))
                .containsExactly(
                        "id bigint",
                        "made_at timestamp",
                        "code1 text",
                        "raw json",
                        "encode bigint",
                        "_dlt_load_id text",
                        "_dlt_id text");
        Column id = files.schema().tables().get("items").find("id").orElseThrow();
        assertThat(id).isEqualTo(Column.of("id", DataType.BIGINT).primaryKey());
        assertThat(files.schema()
                        .tables()
                        .get("items")
                        .find("made_at")
                        .orElseThrow()
                        .hints())
                .containsExactly(ColumnHint.SORT);
    }

    @Source(
            name = "shop",
            columnRules = {
                @ColumnRule(value = "re:_at$", type = DataType.TIMESTAMP, hints = ColumnHint.SORT),
                @ColumnRule(value = "id", hints = ColumnHint.PRIMARY_KEY, nullable = false)
            })
    static class Shop {
        @Resource
        RawJson items() {
            return RawJson.of("items", "{\"id\":1,\"made_at\":1700000000}");
        }
    }

    @Test
    void areThoseOfTheSourceTooAndStayInTheSchema() {
        SourceDefinition source = SourceReader.read(new Shop());
        NormalizedFiles files = NormalizedFiles.of(folder, NormalizedFiles.settings(1), Schema.empty("shop"), source);

        assertThat(files.columns("items"))
                .containsExactly("id bigint", "made_at timestamp", "_dlt_load_id text", "_dlt_id text");
        assertThat(files.schema().tables().get("items").find("id").orElseThrow())
                .isEqualTo(Column.of("id", DataType.BIGINT).primaryKey());
        String settings = SchemaJson.write(files.schema()).path("settings").toString();
        assertThat(settings)
                .contains("\"preferred_types\":{\"re:_at$\":\"timestamp\"}")
                .contains("\"not_null\":[\"_dlt_id\",")
                .contains("\"primary_key\":[\"id\"]");
        assertThat(files.schema().with(source.columnRules())).isEqualTo(files.schema());
    }

    @Test
    void ofTheSourceComeBeforeThoseOfTheSchema() throws IOException {
        Schema schema = SchemaJson.read((ObjectNode) new ObjectMapper().readTree(SCHEMA));

        Schema ruled = schema.with(List.of(dev.tributary.schema.ColumnRule.type("made*", DataType.TEXT)));

        assertThat(ruled.columnDefaults().type("made_at", DataType.BIGINT)).isEqualTo(DataType.TEXT);
        assertThat(ruled.columnDefaults().type("sold_at", DataType.BIGINT)).isEqualTo(DataType.TIMESTAMP);
    }

    @Source(
            columnRules =
                    @ColumnRule(
                            value = "re:(",
                            type = {DataType.TEXT, DataType.JSON}))
    static class Mistaken extends Shop {}

    @Test
    void ofTheSourceAreChecked() {
        assertThatThrownBy(() -> SourceReader.read(new Mistaken())).hasMessage("""
                        Cannot read source Mistaken: 2 problems
                          1. @ColumnRule 're:(' has 2 types (give one)
                          2. @ColumnRule 're:(' is no regular expression: Unclosed group""");
    }
}
