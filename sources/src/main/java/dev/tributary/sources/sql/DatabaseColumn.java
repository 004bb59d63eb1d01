package dev.tributary.sources.sql;

import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/**
 * A column as the database describes it.
 *
 * @param quoted the name as it stands in queries
 * @param size digits, bits or letters, as the type has them
 * @param scale digits behind the point
 */
record DatabaseColumn(String name, String quoted, int jdbcType, String typeName, int size, int scale) {
    private static final int MOST_DIGITS = 38;

    /** What the type's name says beyond the type: years are numbers, and times may have a zone. */
    static DatabaseColumn of(String name, String quoted, int jdbcType, String typeName, int size, int scale) {
        if (ColumnReader.isYear(typeName)) {
            return new DatabaseColumn(name, quoted, Types.SMALLINT, typeName, size, scale);
        }
        boolean isZoned = jdbcType == Types.TIMESTAMP && ColumnReader.isZoned(typeName);
        return new DatabaseColumn(
                name, quoted, isZoned ? Types.TIMESTAMP_WITH_TIMEZONE : jdbcType, typeName, size, scale);
    }

    /** What the schema is to say of it; nothing where the values tell more than the database. */
    Optional<Column> hint() {
        return switch (jdbcType) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> of(DataType.BIGINT);
            case Types.BIGINT -> isUnsigned() ? Optional.empty() : of(DataType.BIGINT);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> of(DataType.DOUBLE);
            case Types.DECIMAL, Types.NUMERIC -> decimal();
            case Types.BOOLEAN -> of(DataType.BOOL);
            case Types.DATE -> of(DataType.DATE);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> of(DataType.TIMESTAMP);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> of(DataType.BINARY);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                of(DataType.TEXT);
            default -> Optional.empty();
        };
    }

    /** Whether it is for numbers from 0 on, up to twice as many. */
    boolean isUnsigned() {
        String type = typeName.toUpperCase(Locale.ROOT);
        return type.contains("UNSIGNED") || type.startsWith("U");
    }

    private Optional<Column> of(DataType type) {
        return Optional.of(Column.of(name, type));
    }

    private Optional<Column> decimal() {
        boolean isKnown = size > 0 && size <= MOST_DIGITS && scale >= 0 && scale <= size;
        return of(DataType.DECIMAL).map(c -> isKnown ? c.precision(size, scale) : c);
    }
}
