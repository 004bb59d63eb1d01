package dev.tributary.lake.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.engine.client.Column;
import dev.tributary.lake.engine.client.Query;
import dev.tributary.lake.engine.client.QueryFailed;
import dev.tributary.lake.engine.client.Session;
import dev.tributary.lake.engine.translate.EngineSql;
import dev.tributary.lake.engine.translate.Plan;
import dev.tributary.lake.engine.translate.Translation;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementOutput;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One statement on its way: carries out its plan and hands over what comes of it. */
final class Execution {
    /** What a write has for a result. */
    private static final List<ResultColumn> ROWS = List.of(new ResultColumn("rows", "bigint", 19, 0));

    /** Athena neither makes nor reads Iceberg tables of a newer format. */
    private static final int NEWEST_ICEBERG = 2;

    /** A write of Athena has at most so many partitions open. */
    private static final int OPEN_PARTITIONS = 100;

    /** One writer for a statement, so that Athena's limit of open partitions in a writer is the statement's. */
    static final Map<String, String> LIMITS = Map.of(
            "task_min_writer_count",
            "1",
            "task_max_writer_count",
            "1",
            Translation.ICEBERG_CATALOG + ".max_partitions_per_writer",
            String.valueOf(OPEN_PARTITIONS));

    /** Joining files opens a writer for each partition; a load's limit is not for it. */
    private static final Map<String, String> OPTIMIZE_SESSION =
            Map.of(Translation.ICEBERG_CATALOG + ".max_partitions_per_writer", "1000000");

    private static final int MORE_RUNS = 233;
    private static final int NOT_SUPPORTED = 1200;

    private final HttpClient http;
    private final Session session;
    private final StatementOutput output;
    private final Maintenance maintenance;
    private long scanned = -1;

    /**
     * How much one run of OPTIMIZE or VACUUM does at most before it asks for another.
     *
     * @param partitions whose files are joined
     * @param files that are removed
     */
    record Maintenance(int partitions, int files) {
        static final Maintenance OF_ATHENA = new Maintenance(100, 20_000);
    }

    Execution(HttpClient http, Session session, StatementOutput output, Maintenance maintenance) {
        this.maintenance = maintenance;
        this.http = http;
        this.session = session;
        this.output = output;
    }

    void run(Plan plan) throws IOException, InterruptedException {
        if (plan instanceof Plan.Read read) {
            read(read.sql());
        } else if (plan instanceof Plan.Define define) {
            finish(define.sql(), Map.of());
        } else if (plan instanceof Plan.Write write) {
            write(write);
        } else if (plan instanceof Plan.CreateTable create) {
            create(create);
        } else if (plan instanceof Plan.Unload unload) {
            unload(unload);
        } else if (plan instanceof Plan.Optimize optimize) {
            optimize(optimize);
        } else if (plan instanceof Plan.Vacuum vacuum) {
            vacuum(vacuum);
        }
    }

    private void read(EngineSql sql) throws IOException, InterruptedException {
        try (Query query = Query.start(http, session, sql.text())) {
            boolean told = false;
            do {
                tell(query);
                List<Column> columns = query.columns();
                // What it reads is known for sure when there are rows.
                if (!told && !columns.isEmpty() && (!query.rows().isEmpty() || query.ended())) {
                    query.tablesUsed().icebergVersions().forEach(Execution::checkVersion);
                    output.columns(columns.stream().map(AthenaValues::column).toList());
                    told = true;
                }
                for (JsonNode row : query.rows()) {
                    output.row(AthenaValues.row(columns, row));
                }
            } while (query.advance());
        } catch (QueryFailed e) {
            throw failed(sql, e);
        }
    }

    private void write(Plan.Write write) throws IOException, InterruptedException {
        checkVersion(properties(write.properties()));
        tellRows(finish(write.sql(), Map.of()), write.table());
    }

    private void create(Plan.CreateTable create) throws IOException, InterruptedException {
        tellRows(finish(create.sql(), create.session()), create.table());
    }

    private void tellRows(Done done, String table) throws IOException, InterruptedException {
        output.columns(ROWS);
        output.updateCount(done.rows());
        if (done.rows() > 0 && done.writesTo().equals(Translation.CATALOG)) {
            output.written(files(table, done.id()));
        }
    }

    private void unload(Plan.Unload unload) throws IOException, InterruptedException {
        rows(unload.schema());
        Done done = finish(unload.create(), unload.session());
        try {
            output.columns(ROWS);
            output.updateCount(done.rows());
            output.written(files(unload.table(), done.id()));
        } finally {
            rows("DROP TABLE " + unload.table());
        }
    }

    private void optimize(Plan.Optimize optimize) throws IOException, InterruptedException {
        icebergProperties(optimize.table(), optimize.properties());
        long before = manyFiles(optimize);
        finish(optimize.sql(), OPTIMIZE_SESSION);
        if (before > maintenance.partitions() && manyFiles(optimize) < before) {
            throw StatementFailed.user(
                    MORE_RUNS,
                    "ICEBERG_OPTIMIZE_MORE_RUNS_NEEDED: Rewrote the data of %d partitions in this round, run OPTIMIZE again"
                            .formatted(maintenance.partitions()));
        }
    }

    /** How many partitions could have fewer files; 0 where only some of them are meant. */
    private long manyFiles(Plan.Optimize optimize) throws IOException, InterruptedException {
        if (optimize.partitions().isEmpty()) {
            return 0;
        }
        return count("SELECT count(*) FROM %s WHERE file_count > 1".formatted(optimize.partitions()));
    }

    private long count(String sql) throws IOException, InterruptedException {
        return Long.parseLong(String.valueOf(rows(sql).get(0).get(0)));
    }

    private void vacuum(Plan.Vacuum vacuum) throws IOException, InterruptedException {
        Retention retention = Retention.of(icebergProperties(vacuum.table(), vacuum.properties()));
        long before = count("SELECT count(DISTINCT data_file.file_path) FROM " + vacuum.entries());
        long removed = 0;
        for (String procedure : retention.procedures()) {
            for (List<@Nullable String> metric : rows("ALTER TABLE " + vacuum.table() + " EXECUTE " + procedure)) {
                if ("deleted_files_count".equals(metric.get(0))) {
                    removed += Long.parseLong(String.valueOf(metric.get(1)));
                }
            }
        }
        removed += before - count("SELECT count(DISTINCT data_file.file_path) FROM " + vacuum.entries());
        if (removed >= maintenance.files()) {
            throw StatementFailed.user(
                    MORE_RUNS,
                    "ICEBERG_VACUUM_MORE_RUNS_NEEDED: Removed %d files in this round of vacuum, run VACUUM again"
                            .formatted(maintenance.files()));
        }
    }

    /** What the metadata says of a table that must be there, be of Iceberg and of a version that Athena has. */
    private Map<String, String> icebergProperties(String table, String metadataTable)
            throws IOException, InterruptedException {
        Map<String, String> properties = properties(metadataTable);
        if (!properties.containsKey("format-version")) {
            rows("DESCRIBE " + table);
            throw StatementFailed.user(NOT_SUPPORTED, "NOT_SUPPORTED: The table is not an Iceberg table");
        }
        checkVersion(properties);
        return properties;
    }

    /** What an Iceberg table's metadata says, empty for a table of another kind or for none. */
    private Map<String, String> properties(String metadataTable) throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>();
        try {
            for (List<@Nullable String> row : rows("SELECT key, value FROM " + metadataTable)) {
                properties.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
            }
            return properties;
        } catch (StatementFailed e) {
            // The statement itself tells what is wrong with its table.
            return Map.of();
        }
    }

    private static void checkVersion(Map<String, String> properties) {
        checkVersion(Integer.parseInt(properties.getOrDefault("format-version", "1")));
    }

    private static void checkVersion(int version) {
        if (version > NEWEST_ICEBERG) {
            throw StatementFailed.user(
                    NOT_SUPPORTED,
                    "NOT_SUPPORTED: Cannot read unsupported version %d (Athena takes Iceberg tables up to version %d)"
                            .formatted(version, NEWEST_ICEBERG));
        }
    }

    /** What a statement that yields no rows has come to. */
    private record Done(String id, long rows, String writesTo) {}

    private Done finish(EngineSql sql, Map<String, String> properties) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(session.properties());
        all.putAll(properties);
        Session with = new Session(session.server(), session.catalog(), session.schema(), all);
        try (Query query = Query.start(http, with, sql.text())) {
            do {
                tell(query);
            } while (query.advance());
            long rows = query.updateCount().orElse(0);
            return new Done(query.id(), rows, rows > 0 ? query.tablesUsed().writesTo() : "");
        } catch (QueryFailed e) {
            throw failed(sql, e);
        }
    }

    /** The rows of a statement of our own, each value as text. */
    private List<List<@Nullable String>> rows(String sql) throws IOException, InterruptedException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        EngineSql own = EngineSql.own(sql);
        try (Query query = Query.start(http, session, sql)) {
            do {
                for (JsonNode row : query.rows()) {
                    rows.add(AthenaValues.row(query.columns(), row));
                }
            } while (query.advance());
            return rows;
        } catch (QueryFailed e) {
            throw failed(own, e);
        }
    }

    /** The files of a table that a statement wrote, which the engine names by it. */
    private List<String> files(String table, String statement) throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (List<@Nullable String> row :
                rows("SELECT DISTINCT \"$path\" FROM %s WHERE \"$path\" LIKE '%%%s%%' ORDER BY 1"
                        .formatted(table, statement))) {
            files.add(String.valueOf(row.get(0)));
        }
        return files;
    }

    /** Tells what was read, and at first, with nothing, that the statement is one. */
    private void tell(Query query) {
        if (query.accepted() && query.scanned() > scanned) {
            scanned = query.scanned();
            output.scanned(scanned);
        }
    }

    private static StatementFailed failed(EngineSql sql, QueryFailed failure) {
        String message = sql.inSource(String.valueOf(failure.getMessage()))
                .replace(Translation.ICEBERG_CATALOG, Translation.CATALOG);
        return AthenaErrors.of(failure, message);
    }
}
