package dev.tributary.normalize;

import dev.tributary.extract.Extract;
import dev.tributary.extract.ExtractSettings;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
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

/** Normalizes a source into a folder and reads the files back with DuckDB. */
public final class NormalizedFiles {
    static final LoadId LOAD_ID = new LoadId("1700000000.000000");

    private final Path folder;
    private final NormalizeResult result;

    private NormalizedFiles(Path folder, NormalizeResult result) {
        this.folder = folder;
        this.result = result;
    }

    public static NormalizeSettings settings(int workers) {
        return settings(workers, NamingConvention.athena());
    }

    static NormalizeSettings settings(int workers, NamingConvention naming) {
        return new NormalizeSettings(64L << 20, workers, 256L << 20, ParquetSettings.defaults(), naming, null, null);
    }

    static NormalizeSettings settings(int workers, long memoryBytes) {
        return new NormalizeSettings(
                memoryBytes, workers, 256L << 20, ParquetSettings.defaults(), NamingConvention.athena(), null, null);
    }

    /** Begins to normalize batches of a source whose schema is empty so far. */
    static Normalize begin(Path folder, NormalizeSettings settings, SourceDefinition source) {
        return begin(folder, settings, Schema.empty("test"), source);
    }

    private static Normalize begin(Path folder, NormalizeSettings settings, Schema schema, SourceDefinition source) {
        return new Normalize("test", LOAD_ID, source, schema, TableFormat.ICEBERG, folder, settings, Progress.NONE);
    }

    static NormalizedFiles of(Path folder, ResourceDefinition... resources) {
        return of(folder, settings(1), Schema.empty("test"), resources);
    }

    static NormalizedFiles of(Path folder, NormalizeSettings settings, Schema schema, ResourceDefinition... resources) {
        return of(folder, settings, schema, new SourceDefinition("test", List.of(resources), null));
    }

    static NormalizedFiles of(Path folder, NormalizeSettings settings, Schema schema, SourceDefinition source) {
        return of(folder, settings, 1, schema, source);
    }

    static NormalizedFiles of(
            Path folder, NormalizeSettings settings, int extractWorkers, Schema schema, SourceDefinition source) {
        try (Normalize normalize = begin(folder, settings, schema, source)) {
            new Extract(ExtractSettings.workers(extractWorkers), normalize::accept)
                    .run(source, PipelineState.initial("p", "d", source.name()));
            return new NormalizedFiles(folder, normalize.finish());
        }
    }

    /** Normalizes batches of one resource. */
    public static NormalizedFiles of(
            Path folder, NormalizeSettings settings, ResourceDefinition resource, List<RecordBatch> batches) {
        SourceDefinition source = new SourceDefinition("test", List.of(resource), null);
        try (Normalize normalize = begin(folder, settings, source)) {
            batches.forEach(normalize::accept);
            return new NormalizedFiles(folder, normalize.finish());
        }
    }

    NormalizeResult result() {
        return result;
    }

    public Schema schema() {
        return result.schema();
    }

    List<String> columns(String table) {
        return result.schema().tables().get(table).columns().stream()
                .map(c -> c.name() + " " + (c.type() == null ? "-" : c.type().id()))
                .toList();
    }

    /** The rows of a table in file order; columns that no file has are absent. */
    public List<Map<String, Object>> rows(String table) {
        PackagedTable packaged = result.tables().stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow();
        if (packaged.files().isEmpty()) {
            return List.of();
        }
        String files = packaged.files().stream()
                .map(PackagedFile::name)
                .map(n -> "'" + folder.resolve(n) + "'")
                .collect(Collectors.joining(","));
        return query("select * from read_parquet([" + files + "], union_by_name=true)");
    }

    static List<Map<String, Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<Map<String, Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
