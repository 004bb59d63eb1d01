package dev.tributary.sources.sql;

import dev.tributary.source.RecordColumns;
import dev.tributary.source.RecordColumns.Nulls;
import dev.tributary.source.RecordColumns.Values;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gathers the values of one column of a result. */
abstract sealed class ColumnReader {
    /** What MariaDB and MySQL have as times and no day has: those below zero, and from 24 hours on. */
    static final Pattern LENGTH_OF_TIME = Pattern.compile("(-.*|(2[4-9]|[3-9][0-9]|[0-9]{3,}):.*)");

    final int column;

    private ColumnReader(int column) {
        this.column = column;
    }

    /** The reader for a column, which are counted from 1. */
    static ColumnReader of(ResultSetMetaData described, int column) throws SQLException {
        if (isYear(described.getColumnTypeName(column))) {
            return new Integers(column);
        }
        return switch (described.getColumnType(column)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> new Integers(column);
            case Types.BIGINT ->
                described.isSigned(column) ? new Integers(column) : new Objects(column, ResultSet::getObject);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> new Floats(column);
            case Types.DECIMAL, Types.NUMERIC -> new Objects(column, ColumnReader::decimal);
            case Types.BOOLEAN -> new Objects(column, ResultSet::getBoolean);
            case Types.DATE -> new Objects(column, ColumnReader::date);
            case Types.TIME ->
                new Objects(
                        column,
                        isZoned(described.getColumnTypeName(column)) ? ResultSet::getString : ColumnReader::time);
            case Types.TIMESTAMP ->
                new Objects(
                        column,
                        isZoned(described.getColumnTypeName(column)) ? ColumnReader::zoned : ColumnReader::local);
            case Types.TIMESTAMP_WITH_TIMEZONE -> new Objects(column, ColumnReader::zoned);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> new Objects(column, ResultSet::getBytes);
            case Types.BLOB -> new Objects(column, (rows, i) -> bytes(rows.getBlob(i)));
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                new Objects(column, ResultSet::getString);
            default -> new Objects(column, ColumnReader::other);
        };
    }

    /** Whether values of a type are years, which MariaDB and MySQL call dates, and give as numbers, too. */
    static boolean isYear(@Nullable String typeName) {
        return "YEAR".equalsIgnoreCase(typeName);
    }

    /** Whether times of a type have a time zone: PostgreSQL says so by the type's name alone. */
    static boolean isZoned(@Nullable String typeName) {
        String type = typeName == null ? "" : typeName.toLowerCase(Locale.ROOT);
        return type.startsWith("timestamptz") || type.startsWith("timetz") || type.endsWith(" with time zone");
    }

    /** Takes the value of the row at hand, the so-many-th of those to be taken. */
    abstract void read(ResultSet rows, int index) throws SQLException;

    /** Hands over the values, and begins anew. */
    abstract Values take();

    /** PostgreSQL's numbers may also be infinite, or none, as floating-point numbers may. */
    private static @Nullable Object decimal(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        return value instanceof BigDecimal || value instanceof Double floating && !Double.isFinite(floating)
                ? value
                : rows.getBigDecimal(column);
    }

    private static @Nullable Object date(ResultSet rows, int column) throws SQLException {
        return finite(rows, column, LocalDate.class, LocalDate.MIN, LocalDate.MAX);
    }

    private static @Nullable Object local(ResultSet rows, int column) throws SQLException {
        return finite(rows, column, LocalDateTime.class, LocalDateTime.MIN, LocalDateTime.MAX);
    }

    private static @Nullable Object zoned(ResultSet rows, int column) throws SQLException {
        return finite(rows, column, OffsetDateTime.class, OffsetDateTime.MIN, OffsetDateTime.MAX);
    }

    /**
     * PostgreSQL's infinite dates and times come as the first and the last ones of Java, and MariaDB has dates of a month 0; they
     * become texts.
     */
    private static <T> @Nullable Object finite(ResultSet rows, int column, Class<T> type, T first, T last)
            throws SQLException {
        T time;
        try {
            time = rows.getObject(column, type);
        } catch (DateTimeException e) {
            return rows.getString(column);
        }
        return first.equals(time) || last.equals(time) ? rows.getString(column) : time;
    }

    /** A time of JDBC's own has no fraction of a second, other than what the driver holds. */
    private static @Nullable Object time(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        if (text != null && LENGTH_OF_TIME.matcher(text).matches()) {
            return text;
        }
        Object value = rows.getObject(column);
        return value instanceof java.sql.Time ? rows.getObject(column, LocalTime.class) : value;
    }

    private static byte @Nullable [] bytes(java.sql.@Nullable Blob blob) throws SQLException {
        return blob == null ? null : blob.getBytes(1, Math.toIntExact(blob.length()));
    }

    private static @Nullable Object other(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Array array) {
            return element(array.getArray());
        }
        return value == null || isPlain(value) ? value : rows.getString(column);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof OffsetDateTime;
    }

    /** What an array holds: the texts of classes that only the driver knows. */
    private static @Nullable Object element(@Nullable Object value) {
        if (value instanceof @Nullable Object[] elements) {
            return Arrays.stream(elements).map(ColumnReader::element).toArray();
        }
        boolean isOfJava = value == null
                || value.getClass().isArray()
                || value.getClass().getName().startsWith("java.");
        return isOfJava ? value : value.toString();
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
