package dev.tributary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DuckDB reads what a project's local lake holds of a Hive table. */
final class Duck {
    private Duck() {}

    /** The one value that a query gives; {@code files} stands for the table's data files. */
    static String ask(Path project, String table, String query) throws IOException, SQLException {
        String list;
        try (Stream<Path> files = Files.walk(project.resolve(".lake/s3"))) {
            list = files.filter(
                            f -> f.getParent().endsWith(table) && f.toString().endsWith(".parquet"))
                    .map(f -> "'" + f + "'")
                    .collect(Collectors.joining(", "));
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(query.replace("files", "read_parquet([" + list + "])"))) {
            rows.next();
            return rows.getString(1);
        }
    }
}
