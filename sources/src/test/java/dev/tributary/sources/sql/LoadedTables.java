package dev.tributary.sources.sql;

import dev.tributary.extract.Extract;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.normalize.NormalizeSettings;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Column;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of a database's tables: extracted, normalized, and read back from the files by DuckDB. */
record LoadedTables(Path folder, NormalizeResult result) {

    /** Loads from where the state stands, and leaves there where it stands then. */
    static LoadedTables of(Path parent, SqlDatabase database, PipelineState[] state) {
        SourceDefinition source = new SourceDefinition("sql_database", database.resources(), null);
        NormalizeSettings settings = new NormalizeSettings(
                64L << 20,
                1,
                64L << 20,
                ParquetSettings.defaults(),
                NamingConvention.athena(NamingConvention.DEFAULT, NamingConvention.ATHENA_MAX_LENGTH),
                null,
                null);
        Path folder = fresh(parent);
        try (Normalize normalize = new Normalize(
                "shop",
                LoadId.next(Instant.now(), null),
                source,
                Schema.empty("sql_database"),
                TableFormat.ICEBERG,
                folder,
                settings,
                Progress.NONE)) {
            state[0] = new Extract(normalize::accept).run(source, state[0]);
            return new LoadedTables(folder, normalize.finish());
        }
    }

    /** The state before any load. */
    static PipelineState[] fresh() {
        return new PipelineState[] {PipelineState.initial("shop", "shop", "sql_database")};
    }

    private static Path fresh(Path parent) {
        try {
            return Files.createTempDirectory(parent, "load");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows the tables have. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (PackagedTable table : result.tables()) {
            rows.put(table.name(), table.rows());
        }
        return rows;
    }

    Column column(String table, String name) {
        return result.schema().find(table).orElseThrow().find(name).orElseThrow();
    }

    /** What a query finds in a table's files, which are its {@code t}: the values of a row with a bar between them. */
    List<String> query(String table, String columns) {
        String files = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .flatMap(t -> t.files().stream())
                .map(f -> "'" + folder.resolve(f.name()) + "'")
                .collect(Collectors.joining(","));
        String query = "select " + columns + " from read_parquet([" + files + "], union_by_name=true) t";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet found = connection.createStatement().executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
