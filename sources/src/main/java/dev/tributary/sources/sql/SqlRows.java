package dev.tributary.sources.sql;

import dev.tributary.error.ExtractException;
import dev.tributary.source.RecordColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as records, read by JDBC's typed getters, some hundred at a time. Fields are called as the query's
 * columns are. Numbers, texts, times, bytes and arrays keep their types; values of a type of the database's own come as the
 * text that the driver gives.
 */
public final class SqlRows {
    /** Enough rows to make handing them on cheap, few enough to hold a batch of wide rows. */
    static final int ROWS_AT_ONCE = 1000;

    private SqlRows() {}

    /** Opens a connection. It is closed when the rows are read. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /** The rows of a query with these parameters. It runs now; the stream closes what is open. */
    public static Stream<RecordColumns> of(Connections connections, String query, Object... parameters) {
        Connection connection = null;
        try {
            connection = connections.open();
            // Some drivers hold all rows in memory unless they are read within a transaction and with a size.
            connection.setAutoCommit(false);
            PreparedStatement statement = connection.prepareStatement(query);
            statement.setFetchSize(fetchSize(connection.getMetaData().getDriverName()));
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            Connection opened = connection;
            return of(statement.executeQuery()).onClose(() -> close(opened));
        } catch (SQLException | RuntimeException e) {
            if (connection != null) {
                close(connection);
            }
            throw e instanceof SQLException sql ? failed(sql) : (RuntimeException) e;
        }
    }

    /** Rows that the driver is to hold: MySQL's own holds all of them, unless it is given this number. */
    static int fetchSize(@Nullable String driver) {
        return driver != null && driver.startsWith("MySQL") ? Integer.MIN_VALUE : ROWS_AT_ONCE;
    }

    /** The rows of a result that is the caller's to close. */
    public static Stream<RecordColumns> of(ResultSet rows) {
        try {
            RowReader reader = new RowReader(rows);
            int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, ordered), false);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static ExtractException failed(SQLException why) {
        return new ExtractException(
                "Cannot read rows by SQL: " + why.getMessage() + " (nothing of this run is loaded)", why);
    }

    private static void close(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
