package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaJson;
import dev.tributary.source.RawJson;
import dev.tributary.source.ResourceDefinition;
import java.io.IOException;
import java.nio.file.Path;
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
}
