package dev.tributary.athena.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class IcebergSchemaTest {
    private static final Schema LAKE = new Schema(
            Types.NestedField.optional(1, "n", Types.IntegerType.get()),
            Types.NestedField.optional(2, "x", Types.FloatType.get()),
            Types.NestedField.optional(3, "price", Types.DecimalType.of(10, 2)),
            Types.NestedField.optional(4, "old", Types.IntegerType.get()),
            Types.NestedField.optional(5, "s", Types.StringType.get()));

    @Test
    void widensWhatIcebergReadsOldFilesWith() {
        Table table = table(
                Column.of("n", DataType.BIGINT),
                Column.of("x", DataType.DOUBLE),
                Column.of("price", DataType.DECIMAL).precision(20, 2),
                Column.of("s", DataType.TEXT));

        Schema evolved = ColumnChanges.evolved(table, LAKE);

        assertThat(evolved.asStruct().toString())
                .isEqualTo("struct<1: n: optional long, 2: x: optional double, 3: price: optional decimal(20, 2),"
                        + " 4: old: optional int, 5: s: optional string>");
        IcebergSchema.checkFits(table, evolved);
    }

    @Test
    void renamesAndWidensAColumnThatKeepsItsId() {
        Table table = table(Column.of("new", DataType.BIGINT).renamedFrom("old"));

        Schema evolved = ColumnChanges.evolved(table, LAKE);

        assertThat(evolved.findField("new")).isEqualTo(Types.NestedField.optional(4, "new", Types.LongType.get()));
        assertThat(evolved.findField("old")).isNull();
    }

    @Test
    void renamesNothingTwice() {
        Table table = table(Column.of("n", DataType.BIGINT).renamedFrom("old"));

        assertThat(ColumnChanges.renames(table, LAKE)).isEmpty();
    }

    @Test
    void leavesOtherTypesAsTheyAre() {
        Table table = table(Column.of("price", DataType.DECIMAL).precision(20, 4));

        Schema evolved = ColumnChanges.evolved(table, LAKE);

        assertThatThrownBy(() -> IcebergSchema.checkFits(table, evolved))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "Cannot load table 't': column 'price' is decimal(10, 2) in the lake and decimal(20, 4) in the package (rename or convert the column)");
    }

    private static Table table(Column... columns) {
        return new Table(
                "t", null, "t", List.of(columns), WriteDisposition.APPEND, TableFormat.ICEBERG, List.of(), null);
    }
}
