package dev.tributary.athena.iceberg;

import dev.tributary.athena.hive.HiveType;
import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Tables as Iceberg schemas. All columns are optional, so that later loads may leave one out. */
final class IcebergSchema {
    private IcebergSchema() {}

    /** The schema of a new table; ids are 1 to n in the order of columns. */
    static Schema of(Table table) {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Column column : table.typedColumns()) {
            fields.add(Types.NestedField.optional(
                    fields.size() + 1, column.name(), type(table, column), column.description()));
        }
        return new Schema(fields);
    }

    static Type type(Table table, Column column) {
        return switch (Objects.requireNonNull(column.type())) {
            case TEXT, JSON -> Types.StringType.get();
            case DOUBLE -> Types.DoubleType.get();
            case BOOL -> Types.BooleanType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case BIGINT -> Types.LongType.get();
            case BINARY -> Types.BinaryType.get();
            case DATE -> Types.DateType.get();
            case DECIMAL, WEI -> Types.DecimalType.of(column.decimalPrecision(), column.decimalScale());
            case TIME -> throw new SchemaException(HiveType.timeOfDay(table.name(), column));
        };
    }

    /** The ids that columns have, or will have once the missing ones are added. */
    static Map<String, Integer> ids(Table table, Schema lake, int lastColumnId) {
        Map<String, Integer> ids = ids(lake);
        int next = lastColumnId;
        for (Column column : ColumnChanges.missing(table, lake)) {
            ids.put(column.name(), ++next);
        }
        return ids;
    }

    /** The ids of a schema's columns. */
    static Map<String, Integer> ids(Schema schema) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        schema.columns().forEach(f -> ids.put(f.name(), f.fieldId()));
        return ids;
    }

    /** Refuses a table whose columns have other types in the lake. */
    static void checkFits(Table table, Schema lake) {
        for (Column column : table.typedColumns()) {
            Types.NestedField there = lake.findField(column.name());
            if (there != null && !readable(type(table, column), there.type())) {
                throw new SchemaException(
                        "Cannot load table '%s': column '%s' is %s in the lake and %s in the package (rename or convert the column)"
                                .formatted(table.name(), column.name(), there.type(), type(table, column)));
            }
        }
    }

    private static boolean readable(Type written, Type there) {
        return written.equals(there)
                || written.typeId() == Type.TypeID.TIMESTAMP && there.typeId() == Type.TypeID.TIMESTAMP;
    }
}
