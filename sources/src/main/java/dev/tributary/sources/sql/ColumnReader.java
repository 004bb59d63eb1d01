package dev.tributary.sources.sql;

import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Nulls;
import dev.tributary.source.RecordColumns.Values;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gathers the values of one column of a result. */
abstract sealed class ColumnReader {
    final int column;

    private ColumnReader(int column) {
        this.column = column;
    }

    /** The reader for a column, which are counted from 1. */
    static ColumnReader of(ResultSetMetaData described, int column) throws SQLException {
        return switch (described.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> new Integers(column);
            case Types.BIGINT ->
                described.isSigned(column) ? new Integers(column) : new Objects(column, ResultSet::getObject);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> new Floats(column);
            case Types.DECIMAL, Types.NUMERIC -> new Objects(column, ResultSet::getBigDecimal);
            case Types.BOOLEAN -> new Objects(column, ResultSet::getBoolean);
            case Types.DATE -> new Objects(column, (rows, i) -> rows.getObject(i, LocalDate.class));
            case Types.TIME -> new Objects(column, ColumnReader::time);
            case Types.TIMESTAMP ->
                isZoned(described.getColumnTypeName(column))
                        ? new Objects(column, (rows, i) -> rows.getObject(i, OffsetDateTime.class))
                        : new Objects(column, (rows, i) -> rows.getObject(i, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                new Objects(column, (rows, i) -> rows.getObject(i, OffsetDateTime.class));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> new Objects(column, ResultSet::getBytes);
            case Types.BLOB -> new Objects(column, (rows, i) -> bytes(rows.getBlob(i)));
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                new Objects(column, ResultSet::getString);
            default -> new Objects(column, ColumnReader::other);
        };
    }

    /** Whether timestamps of a type have a time zone: PostgreSQL says so by the type's name alone. */
    static boolean isZoned(@Nullable String typeName) {
        String type = typeName == null ? "" : typeName.toLowerCase(Locale.ROOT);
        return type.startsWith("timestamptz") || type.endsWith(" with time zone");
    }

    /** Takes the value of the row at hand, the so-many-th of those to be taken. */
    abstract void read(ResultSet rows, int index) throws SQLException;

    /** Hands over the values, and begins anew. */
    abstract Values take();

    /** A time of JDBC's own has no fraction of a second, other than what the driver holds. */
    private static @Nullable Object time(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof java.sql.Time ? rows.getObject(column, LocalTime.class) : value;
    }

    private static byte @Nullable [] bytes(java.sql.@Nullable Blob blob) throws SQLException {
        return blob == null ? null : blob.getBytes(1, Math.toIntExact(blob.length()));
    }

    private static @Nullable Object other(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Array array) {
            return array.getArray();
        }
        boolean isPlain = value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof OffsetDateTime;
        return isPlain ? value : rows.getString(column);
    }

    /** Reads integers without boxing them. */
    private static final class Integers extends ColumnReader {
        private long[] values = new long[SqlRows.ROWS_AT_ONCE];
        private boolean @Nullable [] nulls;

        private Integers(int column) {
            super(column);
        }

        @Override
        void read(ResultSet rows, int index) throws SQLException {
            values[index] = rows.getLong(column);
            if (rows.wasNull()) {
                nulls = nulls == null ? new boolean[SqlRows.ROWS_AT_ONCE] : nulls;
                nulls[index] = true;
            }
        }

        @Override
        Values take() {
            Values taken = new RecordColumns.Integers(values, new Nulls(nulls));
            values = new long[SqlRows.ROWS_AT_ONCE];
            nulls = null;
            return taken;
        }
    }

    /** Reads floating-point numbers without boxing them. */
    private static final class Floats extends ColumnReader {
        private double[] values = new double[SqlRows.ROWS_AT_ONCE];
        private boolean @Nullable [] nulls;

        private Floats(int column) {
            super(column);
        }

        @Override
        void read(ResultSet rows, int index) throws SQLException {
            values[index] = rows.getDouble(column);
            if (rows.wasNull()) {
                nulls = nulls == null ? new boolean[SqlRows.ROWS_AT_ONCE] : nulls;
                nulls[index] = true;
            }
        }

        @Override
        Values take() {
            Values taken = new RecordColumns.Floats(values, new Nulls(nulls));
            values = new double[SqlRows.ROWS_AT_ONCE];
            nulls = null;
            return taken;
        }
    }

    /** A getter of {@link ResultSet}. */
    @FunctionalInterface
    private interface Getter {
        @Nullable
        Object get(ResultSet rows, int column) throws SQLException;
    }

    private static final class Objects extends ColumnReader {
        private final Getter getter;
        private @Nullable Object[] values = new Object[SqlRows.ROWS_AT_ONCE];

        private Objects(int column, Getter getter) {
            super(column);
            this.getter = getter;
        }

        @Override
        void read(ResultSet rows, int index) throws SQLException {
            Object value = getter.get(rows, column);
            values[index] = value != null && rows.wasNull() ? null : value;
        }

        @Override
        Values take() {
            Values taken = new RecordColumns.Objects(values);
            values = new Object[SqlRows.ROWS_AT_ONCE];
            return taken;
        }
    }
}
