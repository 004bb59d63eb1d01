package dev.tributary.lake;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A process of its own with a JDBC driver on its class path: it prints what the driver tells of a lake, a line for each
 * question. Its arguments are the address, then pairs of a property's name and value, then {@code --} and statements.
 */
final class JdbcProbe {

    private JdbcProbe() {}

    public static void main(String[] args) throws SQLException {
        Properties properties = new Properties();
        int at = 1;
        for (; !args[at].equals("--"); at += 2) {
            properties.setProperty(args[at], args[at + 1]);
        }
        try (Connection connection = DriverManager.getConnection(args[0], properties)) {
            DatabaseMetaData metadata = connection.getMetaData();
            print("catalogs", metadata.getCatalogs(), "TABLE_CAT");
            print("schemas", metadata.getSchemas(), "TABLE_SCHEM");
            print("tables", metadata.getTables(null, "probed", "%", null), "TABLE_NAME");
            print("columns", metadata.getColumns(null, "probed", "orders", "%"), "COLUMN_NAME");
            for (at++; at < args.length; at++) {
                print(connection, args[at]);
            }
        }
    }

    private static void print(String question, ResultSet answer, String column) throws SQLException {
        List<String> values = new ArrayList<>();
        while (answer.next()) {
            values.add(answer.getString(column));
        }
        System.out.println(question + ": " + values);
    }

    private static void print(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            System.out.println(sql + ": " + (rows ? rows(statement.getResultSet()) : "done"));
        } catch (SQLException e) {
            System.out.println(sql + ": failed, " + e.getMessage());
        }
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
