package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.statement.ColumnDefinition;
import dev.tributary.lake.ddl.type.HiveType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Types of DDL as Iceberg's, and Iceberg's as DDL and DESCRIBE spell them. Fields get ids in the order they are met. */
final class IcebergType {

    private int lastId;

    private IcebergType() {}

    static Schema schema(List<ColumnDefinition> columns) {
        IcebergType ids = new IcebergType();
        ids.lastId = columns.size();
        List<Types.NestedField> fields = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            fields.add(Types.NestedField.optional(
                    fields.size() + 1, column.name(), ids.type(GlueColumn.known(column.type())), column.comment()));
        }
        return new Schema(fields);
    }

    /** A column's type; Iceberg gives it new ids when it is added to a table. */
    static Type of(ColumnDefinition column) {
        return new IcebergType().type(GlueColumn.known(column.type()));
    }

    private Type type(HiveType type) {
        if (type instanceof HiveType.ArrayOf array) {
            int id = ++lastId;
            return Types.ListType.ofOptional(id, type(array.element()));
        }
        if (type instanceof HiveType.MapOf map) {
            int key = ++lastId;
            int value = ++lastId;
            return Types.MapType.ofOptional(key, value, type(map.key()), type(map.value()));
        }
        if (type instanceof HiveType.StructOf struct) {
            return struct(struct);
        }
        return scalar((HiveType.Scalar) type);
    }

    private Type struct(HiveType.StructOf struct) {
        int first = lastId + 1;
        lastId += struct.fields().size();
        List<Types.NestedField> fields = new ArrayList<>();
        for (HiveType.Field field : struct.fields()) {
            fields.add(Types.NestedField.optional(first + fields.size(), field.name(), type(field.type())));
        }
        return Types.StructType.of(fields);
    }

    private static Type scalar(HiveType.Scalar type) {
        return switch (type.name()) {
            case "boolean" -> Types.BooleanType.get();
            case "int" -> Types.IntegerType.get();
            case "bigint" -> Types.LongType.get();
            case "float" -> Types.FloatType.get();
            case "double" -> Types.DoubleType.get();
            case "string", "varchar" -> Types.StringType.get();
            case "binary" -> Types.BinaryType.get();
            case "date" -> Types.DateType.get();
            case "timestamp" -> Types.TimestampType.withoutZone();
            case "decimal" ->
                Types.DecimalType.of(type.arguments().get(0), type.arguments().get(1));
            default -> throw Complaint.notSupported("Type not supported for Iceberg: " + type.text());
        };
    }

    /** The type as DESCRIBE spells it. */
    static String described(Type type) {
        return switch (type.typeId()) {
            case LONG -> "bigint";
            case INTEGER -> "int";
            case TIMESTAMP -> "timestamp";
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield "decimal(%d, %d)".formatted(decimal.precision(), decimal.scale());
            }
            case LIST -> "array<" + described(type.asListType().elementType()) + ">";
            case MAP ->
                "map<" + described(type.asMapType().keyType()) + ", "
                        + described(type.asMapType().valueType()) + ">";
            case STRUCT ->
                type.asStructType().fields().stream()
                        .map(field -> field.name() + ": " + described(field.type()))
                        .collect(Collectors.joining(", ", "struct<", ">"));
            case BOOLEAN, FLOAT, DOUBLE, STRING, BINARY, DATE -> type.toString();
            default -> throw Complaint.invalid("Table has unsupported column types");
        };
    }

    /** The type as a CREATE TABLE takes it. */
    static String declared(Type type) {
        return described(type).replace(", ", ",").replace(": ", ":");
    }
}
