package dev.tributary.schema.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaJsonTest {
    /** A schema of two tables that dlt 1.26 made and stored. */
    private final ObjectNode stored = stored();

    @Test
    void hashesAsDltDoes() {
        assertThat(SchemaHash.of(stored)).isEqualTo(stored.path("version_hash").asText());
        assertThat(SchemaHash.of(Schema.empty("eth"))).isEqualTo("kl+zLfbkRTf0EJjKioIZxrgZYH3p/C6gGsgVuyKzhJY=");
    }

    @Test
    void writesWhatItReadFromDlt() throws IOException {
        String written = SchemaJson.write(SchemaJson.read(stored)).toString();
        assertThat(new ObjectMapper().readTree(written)).isEqualTo((Object) stored);
    }

    @Test
    void readsTablesOfData() {
        Schema schema = SchemaJson.read(stored);
        assertThat(schema.tables()).containsOnlyKeys("items", "items__kids");
        Table kids = schema.tables().get("items__kids");
        assertThat(kids.parent()).isEqualTo("items");
        assertThat(kids.disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(schema.tables().get("items").find("id").orElseThrow().hints())
                .containsExactly(ColumnHint.PRIMARY_KEY);
        assertThat(schema.tables().get("items").find("p").orElseThrow().other()).containsKey("x-foo");
    }

    @Test
    void readsWhatItWrote() {
        Schema schema = new Schema("shop", 3, List.of("b", "a"), Map.of())
                .with(List.of(
                        table("orders", null, TableFormat.ICEBERG),
                        table("orders__lines", "orders", TableFormat.ICEBERG),
                        new Table(
                                "empty",
                                null,
                                "empty",
                                List.of(),
                                WriteDisposition.APPEND,
                                TableFormat.HIVE,
                                List.of(),
                                null)));
        ObjectNode json = SchemaJson.write(schema);
        assertThat(SchemaJson.read(json)).isEqualTo(schema);
        assertThat(json.path("version_hash").asText())
                .isEqualTo(SchemaHash.of(json))
                .isEqualTo(SchemaHash.of(schema));
    }

    private static Table table(String name, String parent, TableFormat format) {
        Column column = new Column(
                "at", DataType.TIMESTAMP, false, 6, null, Set.of(ColumnHint.DEDUP_SORT, ColumnHint.UNIQUE), "when");
        PartitionField day = new PartitionField("at", PartitionField.Transform.DAY, null);
        return new Table(
                name,
                parent,
                parent == null ? name : null,
                List.of(column),
                WriteDisposition.REPLACE,
                format,
                parent == null ? List.of(day) : List.of(),
                null);
    }

    private static ObjectNode stored() {
        try (InputStream in =
                Objects.requireNonNull(SchemaJsonTest.class.getResourceAsStream("/schema/dlt-1.26.json"))) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
