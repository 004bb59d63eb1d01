package dev.tributary.schema.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFilesTest {
    private static final Schema KNOWN = Schema.empty("shop")
            .with(List.of(
                    table("orders", Column.of("id", DataType.BIGINT), Column.of("note", DataType.TEXT)),
                    table("lines", Column.of("n", DataType.BIGINT))));

    private static final String FILE = """
            name: shop
            tables:
              orders:
                columns:
                  id:
                    data_type: bigint
                    description: the number
                  price:
                    data_type: decimal
                    precision: 10
                    scale: 2
              gifts:
                columns:
                  id:
                    data_type: text
            """;

    @TempDir
    Path folder;

    @Test
    void takesWhatTheFileSaysAndKeepsWhatHasData() throws IOException {
        Files.writeString(folder.resolve("shop.schema.yaml"), FILE);

        Schema imported = files().imported(KNOWN, TableFormat.HIVE);

        assertThat(imported.isImported()).isTrue();
        assertThat(imported.tables()).containsOnlyKeys("orders", "gifts", "lines");
        Table orders = imported.tables().get("orders");
        assertThat(orders.format()).isEqualTo(TableFormat.ICEBERG);
        assertThat(orders.columns().stream().map(Column::name)).containsExactly("id", "price", "note");
        assertThat(orders.find("id").orElseThrow().description()).isEqualTo("the number");
        assertThat(imported.tables().get("gifts").format()).isEqualTo(TableFormat.HIVE);
    }

    @Test
    void importsAFileOnceUntilItChanges() throws IOException {
        Files.writeString(folder.resolve("shop.schema.yaml"), FILE);
        Schema imported = files().imported(KNOWN, TableFormat.HIVE);
        Schema grown = imported.with(List.of(table("more", Column.of("x", DataType.BOOL))));

        assertThat(files().imported(grown, TableFormat.HIVE)).isSameAs(grown);
        Files.writeString(folder.resolve("shop.schema.yaml"), FILE.replace("the number", "our number"));
        assertThat(files().imported(grown, TableFormat.HIVE)
                        .tables()
                        .get("orders")
                        .find("id")
                        .orElseThrow()
                        .description())
                .isEqualTo("our number");
    }

    @Test
    void leavesTheSchemaAloneWithoutAFile() {
        assertThat(files().imported(KNOWN, TableFormat.HIVE)).isSameAs(KNOWN);
        assertThat(SchemaFiles.NONE.imported(KNOWN, TableFormat.HIVE)).isSameAs(KNOWN);
    }

    @Test
    void importsWhatItExported() throws IOException {
        new SchemaFiles(null, folder).export(KNOWN);

        assertThat(files().imported(KNOWN, TableFormat.HIVE).tables()).isEqualTo(KNOWN.tables());
    }

    @Test
    void saysWhichFileItCannotRead() throws IOException {
        Files.writeString(folder.resolve("shop.schema.yaml"), "- a\n");
        assertThatThrownBy(() -> files().imported(KNOWN, TableFormat.HIVE))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Cannot read schema file 'shop.schema.yaml': it is no mapping (mend it, or export it anew)");
    }

    private SchemaFiles files() {
        return new SchemaFiles(folder, null);
    }

    private static Table table(String name, Column... columns) {
        return new Table(
                name, null, name, List.of(columns), WriteDisposition.APPEND, TableFormat.ICEBERG, List.of(), null);
    }
}
