package dev.tributary.athena.hive;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import java.util.Objects;

/** Column types in the words of Athena's DDL. */
public final class HiveType {
    private HiveType() {}

    /**
     * The type of a column that has one.
     *
     * @throws SchemaException for a time of day, which Athena can't store
     */
    public static String of(String table, Column column) {
        return switch (Objects.requireNonNull(column.type())) {
            case TEXT, JSON -> "string";
            case DOUBLE -> "double";
            case BOOL -> "boolean";
            case TIMESTAMP -> "timestamp";
            case BIGINT -> "bigint";
            case BINARY -> "binary";
            case DATE -> "date";
            case DECIMAL, WEI -> "decimal(%d,%d)".formatted(column.decimalPrecision(), column.decimalScale());
            case TIME -> throw new SchemaException(timeOfDay(table, column));
        };
    }

    /** Why a column of times can't be loaded, in either format. */
    public static String timeOfDay(String table, Column column) {
        return ("Cannot load column '%s.%s': Athena has no type for a time of day "
                        + "(convert it to text, to a bigint of microseconds, or to a timestamp)")
                .formatted(table, column.name());
    }
}
