package dev.tributary.testkit;

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
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.definition.Records;
import dev.tributary.source.definition.ResourceDefinition;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table {@code items} and its nested ones made of some records, read back from their files. */
final class NormalizedRecords {
    static final NamingConvention NAMING = NamingConvention.athena();

    private final NormalizeResult result;
    private final Path files;

    private NormalizedRecords(NormalizeResult result, Path files) {
        this.result = result;
        this.files = files;
    }

    static NormalizedRecords of(Path folder, int workers, Records records) {
        SourceDefinition source =
                new SourceDefinition("random", List.of(ResourceDefinition.of("items", records)), null);
        NormalizeSettings settings =
                new NormalizeSettings(64L << 20, workers, 256L << 20, ParquetSettings.defaults(), NAMING, null, null);
        try {
            Path files = Files.createTempDirectory(folder, "files");
            try (Normalize normalize = new Normalize(
                    "random",
                    new LoadId("1700000000.000000"),
                    source,
                    Schema.empty("random"),
                    TableFormat.ICEBERG,
                    files,
                    settings,
                    Progress.NONE)) {
                new Extract(normalize::accept).run(source, PipelineState.initial("p", "d", source.name()));
                return new NormalizedRecords(normalize.finish(), files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NormalizeResult result() {
        return result;
    }

    Map<String, Table> tables() {
        return result.schema().tables();
    }

    /** The rows of a table in order; timestamps in microseconds, dates in days, no nulls. */
    List<Map<String, Object>> rows(String table) {
        List<String> names = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .flatMap(t -> t.files().stream())
                .map(f -> "'" + files.resolve(f.name()) + "'")
                .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        String columns = tables().get(table).typedColumns().stream()
                .map(NormalizedRecords::selected)
                .collect(Collectors.joining(", "));
        return query("select " + columns + " from read_parquet([" + String.join(",", names) + "], union_by_name=true)");
    }

    long count(String table) {
        return result.tables().stream()
                .filter(t -> t.name().equals(table))
                .mapToLong(PackagedTable::rows)
                .sum();
    }

    private static String selected(Column column) {
        String name = "\"" + column.name() + "\"";
        if (column.type() == DataType.TIMESTAMP) {
            return "epoch_us(" + name + ") as " + name;
        }
        return column.type() == DataType.DATE ? "(" + name + " - date '1970-01-01') as " + name : name;
    }

    private static List<Map<String, Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<Map<String, Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    if (value != null) {
                        row.put(rows.getMetaData().getColumnName(i), value);
                    }
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
