package dev.tributary.lake.ddl;

import dev.tributary.lake.ddl.catalog.Cancellation;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.LakeAddresses;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.iceberg.IcebergTables;
import dev.tributary.lake.ddl.parse.DdlParser;
import dev.tributary.lake.ddl.parse.ParsedStatement;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.Describe.Detail;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.glue.GlueOperations;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementKind;
import dev.tributary.lake.sql.StatementOutput;
import dev.tributary.lake.sql.StatementRunner;
import java.io.UncheckedIOException;

/**
 * Runs the statements that need no engine: those on databases, tables, partitions and their properties, and SHOW and
 * DESCRIBE. Cheap to make; clients and Iceberg's catalog are opened with the first statement that needs them. Thread-safe.
 */
public final class DdlRunner implements StatementRunner, AutoCloseable {

    private static final int INTERNAL = 100;

    private final LakeCatalog catalog;
    private final LazyObjects objects;
    private final IcebergTables iceberg;
    private final Execution execution;

    public DdlRunner(GlueOperations glue, LakeAddresses addresses) {
        this.catalog = new LakeCatalog(glue);
        this.objects = new LazyObjects(addresses);
        this.iceberg = new IcebergTables(catalog, objects, addresses);
        this.execution = new Execution(catalog, objects, iceberg);
    }

    /** Whether a text begins as one of the statements that are run here, comments and white space left out. */
    public static boolean takes(String sql) {
        return DdlParser.takes(sql);
    }

    /**
     * What the service calls a statement. Looks at nothing but its text.
     *
     * @throws dev.tributary.lake.sql.StatementFailed refused, if it cannot be parsed
     */
    public static StatementKind kind(String sql) {
        return DdlParser.parse(sql).statement().kind();
    }

    /**
     * Does what the service does before it accepts a statement, and tells its kind.
     *
     * @throws dev.tributary.lake.sql.StatementFailed refused, if it cannot be parsed, or asks for a table that is not there
     *     by a statement that looks for it at once
     */
    public StatementKind check(Statement statement) {
        ParsedStatement parsed = DdlParser.parse(statement.sql());
        if (parsed.statement() instanceof Describe describe && describe.detail() == Detail.PLAIN) {
            return kind(describe.table(), statement, describe.kind());
        }
        if (parsed.statement() instanceof ShowStatement.Columns columns) {
            return kind(columns.table(), statement, columns.kind());
        }
        return parsed.statement().kind();
    }

    private StatementKind kind(TableReference table, Statement statement, StatementKind kind) {
        TableReference whole = execution.whole(table, statement);
        return catalog.findTable(String.valueOf(whole.database()), whole.table())
                        .orElseThrow(Complaint::entityNotFound)
                        .view()
                ? new StatementKind(kind.type(), "DESC_VIEW")
                : kind;
    }

    @Override
    public void run(Statement statement, StatementOutput output) {
        ParsedStatement parsed = DdlParser.parse(statement.sql());
        Cancellation.check();
        try {
            execution.run(statement, parsed, output);
        } catch (UncheckedIOException e) {
            Cancellation.check();
            throw StatementFailed.system(INTERNAL, "Cannot use the lake's folder: " + e.getMessage());
        } catch (RuntimeException e) {
            Cancellation.check();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            iceberg.close();
        } finally {
            objects.close();
        }
    }
}
