package dev.tributary.benchmarks.duckdb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.duckdb.DuckType.Field;
import dev.tributary.benchmarks.duckdb.Unfolding.Ids;
import dev.tributary.benchmarks.duckdb.Unfolding.Table;
import dev.tributary.benchmarks.worker.Serving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The worker that is DuckDB. {@code DuckDb} serves tasks; {@code DuckDb copy <file> <folder> <threads>} is a process that
 * does one and ends.
 */
public final class DuckDb {
    /** The root table. */
    public static final String ROOT = "events";

    private static final String RECORDS = "benchmark_records";

    private final Sql sql;

    DuckDb(Sql sql) {
        this.sql = sql;
    }

    public static void main(String[] args) throws IOException, SQLException {
        int threads = args.length == 4
                ? Integer.parseInt(args[3])
                : Runtime.getRuntime().availableProcessors();
        try (Sql sql = new Sql(threads)) {
            DuckDb duckDb = new DuckDb(sql);
            if (args.length == 4) {
                duckDb.copy(args[1], args[2]);
            } else {
                Serving.run(duckDb::run);
            }
        }
    }

    private ObjectNode run(String task, List<String> arguments) throws Exception {
        return switch (task) {
            case "version" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", sql.row("SELECT version()").get(0));
            case "copy" -> Serving.timed(() -> copy(arguments.get(0), arguments.get(1)));
            case "children" ->
                Serving.timed(() -> children(arguments.get(0), arguments.get(1), Ids.valueOf(arguments.get(2))));
            case "check" -> check(arguments.get(0), arguments.get(1), arguments.get(2));
            case "bytes" -> JsonNodeFactory.instance.objectNode().put("bytes", bytesWithoutIds(arguments.get(0)));
            default -> throw new IllegalArgumentException("Unknown task '" + task + "'");
        };
    }

    /** Writes the records as they are, lists and objects and all, into one file. */
    private void copy(String json, String folder) throws SQLException {
        copyTo("SELECT * FROM " + read(json), folder, ROOT);
    }

    /** Writes a root table and a table for each list. */
    void children(String json, String folder, Ids ids) throws SQLException {
        sql.run("CREATE TEMP TABLE %s AS SELECT *, %s AS _dlt_id FROM %s"
                .formatted(RECORDS, ids.expression(), read(json)));
        try {
            List<Field> columns = new ArrayList<>();
            sql.types(RECORDS).forEach((name, type) -> {
                if (!name.equals("_dlt_id")) {
                    columns.add(new Field(name, DuckType.parse(type)));
                }
            });
            for (Table table : Unfolding.of(ROOT, RECORDS, columns, ids)) {
                copyTo(table.query(), folder, table.name());
            }
        } finally {
            sql.run("DROP TABLE " + RECORDS);
        }
    }

    private void copyTo(String query, String folder, String table) throws SQLException {
        sql.run("COPY (%s) TO '%s/%s.1.parquet' (FORMAT parquet, COMPRESSION zstd)".formatted(query, folder, table));
    }

    private static String read(String json) {
        return "read_json('" + json + "', format = 'newline_delimited')";
    }

    private ObjectNode check(String ours, String theirs, String key) throws SQLException {
        ValueCheck.Outcome outcome = compare(Path.of(ours), Path.of(theirs), key);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("columns", outcome.columns()).put("rows", outcome.rows());
        ArrayNode differences = answer.putArray("differences");
        outcome.differences()
                .forEach(d -> differences.add(
                        "%s.%s: ours %s, DuckDB's %s".formatted(d.table(), d.column(), d.ours(), d.theirs())));
        return answer;
    }

    /** Compares the files of two folders. */
    ValueCheck.Outcome compare(Path ours, Path theirs, String key) throws SQLException {
        return new ValueCheck(sql, ROOT, key)
                .compare(
                        ValueCheck.Side.of(ours.toString(), tables(ours)),
                        ValueCheck.Side.of(theirs.toString(), tables(theirs)));
    }

    /** The tables that a folder has files of. */
    private static Set<String> tables(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString().replaceFirst("\\..*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compressed bytes of all columns of all files but the system columns. */
    private long bytesWithoutIds(String folder) throws SQLException {
        return Long.parseLong(sql.row(
                        "SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('%s/*.parquet') WHERE NOT starts_with(path_in_schema, '_dlt_')"
                                .formatted(folder))
                .get(0));
    }
}
