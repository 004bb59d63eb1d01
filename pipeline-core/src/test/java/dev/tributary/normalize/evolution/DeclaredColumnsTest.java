package dev.tributary.normalize.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.SchemaException;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.SchemaContract.Mode;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredColumnsTest {
    private static final Column ID = Column.of("id", DataType.BIGINT).primaryKey();
    private static final Column PRICE = Column.of("price", DataType.DECIMAL).precision(10, 2);

    @Test
    void renamesInPlace() {
        assertThat(merged(SchemaContract.EVOLVE, Column.of("cost").renamedFrom("price")))
                .containsExactly(ID, PRICE.withName("cost").renamedFrom("price"));
    }

    @Test
    void addsWhatTheTableLacks() {
        Column added = Column.of("note", DataType.TEXT).description("by hand");

        assertThat(merged(SchemaContract.EVOLVE, added)).containsExactly(ID, PRICE, added);
    }

    @Test
    void widensADecimalWhoseScaleStays() {
        assertThat(merged(SchemaContract.EVOLVE, PRICE.precision(20, 2))).containsExactly(ID, PRICE.precision(20, 2));
        assertThat(merged(SchemaContract.EVOLVE, PRICE.precision(20, 4))).containsExactly(ID, PRICE);
        assertThat(merged(SchemaContract.EVOLVE, PRICE.precision(5, 2))).containsExactly(ID, PRICE);
        assertThat(merged(SchemaContract.EVOLVE, Column.of("price", DataType.TEXT)))
                .containsExactly(ID, PRICE);
    }

    @Test
    void movesTheKey() {
        assertThat(merged(SchemaContract.EVOLVE, Column.of("price").primaryKey()))
                .containsExactly(ID.without(ColumnHint.PRIMARY_KEY), PRICE.primaryKey());
    }

    @Test
    void heedsContracts() {
        SchemaContract columns = SchemaContract.EVOLVE.columns(Mode.FREEZE);
        SchemaContract types = SchemaContract.EVOLVE.dataType(Mode.FREEZE);
        Column note = Column.of("note", DataType.TEXT);
        assertThatThrownBy(() -> merged(columns, note))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot add column 'note' to table 'items' of schema 'shop': contract 'columns' is freeze and the source declares it (nothing is loaded; set it to evolve, or leave the column out)");
        assertThatThrownBy(() -> merged(types, PRICE.precision(20, 2)))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot widen column 'price' of table 'items' of schema 'shop': contract 'data_type' is freeze and the source declares another precision (nothing is loaded; set it to evolve, or declare what is there)");
        assertThat(merged(SchemaContract.of(Mode.DISCARD_VALUE), note, PRICE.precision(20, 2)))
                .containsExactly(ID, PRICE);
    }

    @Test
    void refusesToRenameWhatPartitionsATable() {
        Table table = table(List.of(new PartitionField("price", PartitionField.Transform.IDENTITY, null)));
        assertThatThrownBy(() -> new DeclaredColumns(
                                "shop",
                                table,
                                List.of(Column.of("cost").renamedFrom("price")),
                                rules(SchemaContract.EVOLVE))
                        .merged())
                .hasMessage(
                        "Cannot rename column 'price' of table 'items' to 'cost': the table is partitioned by it (leave out renamedFrom to get a new column)");
    }

    private static List<Column> merged(SchemaContract contract, Column... declared) {
        return new DeclaredColumns("shop", table(List.of()), List.of(declared), rules(contract)).merged();
    }

    private static TableRules rules(SchemaContract contract) {
        return TableRules.of("shop", "items", contract, false, false);
    }

    private static Table table(List<PartitionField> partition) {
        return new Table(
                "items",
                null,
                "items",
                List.of(ID, PRICE),
                WriteDisposition.APPEND,
                TableFormat.ICEBERG,
                partition,
                null);
    }
}
