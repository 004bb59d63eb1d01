package dev.tributary.schema.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.stored.SchemaHash;
import dev.tributary.schema.stored.SchemaJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SchemaFormTest {
    private final Schema schema;

    SchemaFormTest() throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/schema/dlt-1.26.json"))) {
            schema = SchemaJson.read((ObjectNode) new ObjectMapper().readTree(in));
        }
    }

    @Test
    void readsTheYamlThatItWrote() throws IOException {
        String yaml = SchemaForm.YAML.write(schema);

        assertThat(yaml).contains("  items:\n    columns:\n");
        Schema read = SchemaJson.read(YamlSchema.read(yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(read).isEqualTo(schema);
        assertThat(SchemaHash.of(read)).isEqualTo(SchemaHash.of(schema));
    }

    @Test
    void quotesNamesThatYamlWouldTakeForSomethingElse() throws IOException {
        Schema odd = Schema.empty("odd")
                .with(List.of(new Table(
                        "no",
                        null,
                        "on",
                        List.of(
                                Column.of("y", DataType.TEXT),
                                Column.of("1e3", DataType.TEXT).description("null")),
                        WriteDisposition.APPEND,
                        TableFormat.HIVE,
                        List.of(),
                        "a: b # c")));

        String yaml = SchemaForm.YAML.write(odd);

        assertThat(yaml).contains("\"no\":", "\"y\":", "resource: \"on\"", "description: \"null\"");
        assertThat(SchemaJson.read(YamlSchema.read(yaml.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(odd);
    }

    @Test
    void drawsTables() {
        assertThat(SchemaForm.MERMAID.write(schema)).isEqualTo("""
                        erDiagram
                            items{
                            timestamp ts
                            text p
                            bigint id PK
                            text name
                            text _dlt_load_id
                            text _dlt_id UK
                        }
                            items__kids{
                            double a
                            text _dlt_parent_id
                            bigint _dlt_list_idx
                            text _dlt_id UK
                        }
                            items__kids }|--|| items : "_dlt_parent_id"
                        """);
        assertThat(SchemaForm.DBML.write(schema)).isEqualTo("""
                        Table "items" {
                            "ts" timestamp
                            "p" text
                            "id" bigint [pk, not null]
                            "name" text
                            "_dlt_load_id" text [not null]
                            "_dlt_id" text [unique, not null]
                        }

                        Table "items__kids" {
                            "a" double
                            "_dlt_parent_id" text [not null]
                            "_dlt_list_idx" bigint [not null]
                            "_dlt_id" text [unique, not null]
                        }

                        Ref {
                            "items__kids"."_dlt_parent_id" > "items"."_dlt_id"
                        }
                        """);
        assertThat(SchemaForm.DOT.write(schema))
                .contains("    \"items__kids\":f2 -> \"items\":f6 [dir=both, arrowtail=\"vee\", arrowhead=\"dot\"];\n");
    }
}
