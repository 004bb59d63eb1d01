package dev.tributary.sources.sql;

import dev.tributary.error.ConfigException;
import dev.tributary.source.ResourceState;
import dev.tributary.source.incremental.Cursor;
import dev.tributary.source.incremental.IncrementalDefinition;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The column by which a table is loaded incrementally. */
record CursorColumn(DatabaseColumn column, Class<?> type) {
    static CursorColumn of(DatabaseColumn column) {
        Class<?> type =
                switch (column.jdbcType()) {
                    case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Long.class;
                    case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
                    case Types.DATE -> LocalDate.class;
                    case Types.TIMESTAMP -> LocalDateTime.class;
                    case Types.TIMESTAMP_WITH_TIMEZONE -> Instant.class;
                    case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR -> String.class;
                    default ->
                        throw new ConfigException("Cannot load by column '" + column.name() + "': its type is "
                                + column.typeName() + " (a number without a fraction, a time, a date or a text)");
                };
        return new CursorColumn(column, type);
    }

    /** The rows from where the resource stands on, as far as it goes. */
    SqlQuery range(SqlQuery all, ResourceState state) {
        Cursor<Object> cursor = state.cursor(Object.class);
        Object start = cursor.startValue();
        Object end = cursor.endValue();
        SqlQuery range = start == null ? all : all.where(true, column.quoted() + " >= ?", parameter(start));
        return end == null ? range : range.where(start == null, column.quoted() + " < ?", parameter(end));
    }

    /** Drivers take no Instant. */
    private static Object parameter(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }

    IncrementalDefinition definition() {
        String name = column.name();
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*");
        return IncrementalDefinition.on(plain ? name : "$['" + name + "']").type(type);
    }
}
