package dev.tributary.sources.sql;

import dev.tributary.error.ConfigException;
import dev.tributary.source.ResourceState;
import dev.tributary.source.incremental.Cursor;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * The column by which a table is loaded incrementally.
 *
 * @param compared what stands for it in conditions
 * @param type what its values are compared as
 */
record CursorColumn(DatabaseColumn column, String compared, Class<?> type) {
    private static final Set<String> POSTGRES_TEXTS = Set.of("text", "varchar", "bpchar", "char", "name", "citext");

    /** The column of a table, of which the database that is connected to tells what it needs. */
    static CursorColumn of(DatabaseTable table, DatabaseColumn column, Connection connection) throws SQLException {
        DatabaseColumn base = column.jdbcType() == Types.DISTINCT ? base(table, column, connection) : column;
        if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
            return new CursorColumn(column, column.quoted(), type(base, false));
        }
        boolean isUuid = base.jdbcType() == Types.OTHER && base.typeName().equals("uuid");
        Class<?> type = type(base, isUuid);
        // An enum has an order of its own, and takes no texts; other values of it are compared as texts.
        boolean isEnum = type == String.class && !isUuid && !POSTGRES_TEXTS.contains(base.typeName());
        return new CursorColumn(
                column, isEnum ? "CAST(" + column.quoted() + " AS text)" : column.quoted(), isUuid ? UUID.class : type);
    }

    /** The column as it is read: with the type that a domain is made of. */
    private static DatabaseColumn base(DatabaseTable table, DatabaseColumn column, Connection connection)
            throws SQLException {
        String none = "SELECT " + column.quoted() + " FROM " + table.quoted() + " WHERE 1 = 0";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(none)) {
            ResultSetMetaData described = rows.getMetaData();
            return DatabaseColumn.of(
                    column.name(),
                    column.quoted(),
                    described.getColumnType(1),
                    described.getColumnTypeName(1),
                    described.getPrecision(1),
                    described.getScale(1));
        }
    }

    private static Class<?> type(DatabaseColumn column, boolean isUuid) {
        return switch (column.jdbcType()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Long.class;
            case Types.BIGINT -> column.isUnsigned() ? BigDecimal.class : Long.class;
            case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
            case Types.DATE -> LocalDate.class;
            case Types.TIMESTAMP -> LocalDateTime.class;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Instant.class;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR -> String.class;
            default -> {
                if (isUuid) {
                    yield String.class;
                }
                throw new ConfigException("Cannot load by column '" + column.name() + "': its type is "
                        + column.typeName() + " (a number without a fraction, a time, a date or a text)");
            }
        };
    }

    /** The rows from where the resource stands on, as far as it goes. */
    SqlQuery range(SqlQuery all, ResourceState state) {
        Cursor<Object> cursor = state.cursor(Object.class);
        Object start = cursor.startValue();
        Object end = cursor.endValue();
        SqlQuery range = start == null ? all : all.where(true, compared + " >= ?", parameter(start));
        return end == null ? range : range.where(start == null, compared + " < ?", parameter(end));
    }

    /** Drivers take no Instant, and PostgreSQL no text for a UUID. */
    private Object parameter(Object value) {
        if (type == UUID.class) {
            return UUID.fromString(value.toString());
        }
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    IncrementalDefinition definition() {
        String name = column.name();
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*");
        return IncrementalDefinition.on(plain ? name : "$['" + name + "']")
                .type(type == UUID.class ? String.class : type);
    }
}
