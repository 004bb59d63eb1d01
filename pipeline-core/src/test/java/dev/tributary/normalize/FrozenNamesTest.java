package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import dev.tributary.naming.NamingConvention;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenNamesTest {
    @TempDir
    Path folder;

    @Test
    void refusesAnotherConventionForTablesWithRows() {
        Schema before = normalize(Schema.empty("test"), "snake_case", 255).schema();

        assertThatThrownBy(() -> normalize(before, "duck_case", 255))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot name by 'duck_case': table 'items' holds rows, and the names of schema 'test' follow"
                                + " 'snake_case' (set schema.naming to 'snake_case', or load into another dataset)");
    }

    @Test
    void refusesToCutNamesThatTablesWithRowsHave() {
        Schema before = normalize(Schema.empty("test"), "snake_case", 255).schema();

        assertThatThrownBy(() -> normalize(before, "snake_case", 12))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot cut names after 12 characters: table 'items' holds rows, and its name 'a_rather_long_name'"
                                + " is longer (set schema.max_identifier_length to 18 or more, or load into another dataset)");
        assertThat(normalize(before, "snake_case", 18).columns("items")).contains("a_rather_long_name bigint");
    }

    @Test
    void remembersTheConvention() {
        Schema schema = normalize(Schema.empty("test"), "duck_case", 255).schema();

        assertThat(schema.naming()).isEqualTo("duck_case");
        assertThat(SchemaJson.read(SchemaJson.write(schema)).naming()).isEqualTo("duck_case");
        assertThat(SchemaJson.write(schema).at("/normalizers/json/module").asText())
                .isEqualTo("dlt.common.normalizers.json.relational");
        assertThat(normalize(schema, "duck_case", 255).schema().naming()).isEqualTo("duck_case");
        assertThat(schema.withNaming("snake_case").other()).doesNotContainKey("normalizers");
    }

    @Test
    void cutsNamesAtTheirMiddle() {
        assertThat(normalize(Schema.empty("test"), "snake_case", 12).columns("items"))
                .contains("a_rzvzmwgame bigint");
    }

    private NormalizedFiles normalize(Schema schema, String convention, int length) {
        NormalizeSettings settings = NormalizedFiles.settings(1, NamingConvention.athena(convention, length));
        ResourceDefinition items =
                ResourceDefinition.of("items", state -> Stream.of(RawJson.of("items", "{\"a rather long name\":1}")));
        return NormalizedFiles.of(folder, settings, schema, items);
    }
}
