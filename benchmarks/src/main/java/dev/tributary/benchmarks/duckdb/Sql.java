package dev.tributary.benchmarks.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A DuckDB in this process, in memory, in its fast mode: the order of rows is not kept. */
final class Sql implements AutoCloseable {
    private final Connection connection;

    Sql(int threads) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        run("SET threads = " + threads);
        run("SET preserve_insertion_order = false");
    }

    void run(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The only row of a query. */
    List<String> row(String query) throws SQLException {
        return rows(query).get(0);
    }

    List<List<String>> rows(String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The types of what a table function or a table gives, by column. */
    Map<String, String> types(String from) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (List<String> column : rows("DESCRIBE SELECT * FROM " + from)) {
            types.put(column.get(0), column.get(1));
        }
        return types;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
