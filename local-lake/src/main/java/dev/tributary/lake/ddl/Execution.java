package dev.tributary.lake.ddl;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.catalog.LakeObjects;
import dev.tributary.lake.ddl.hive.HiveTables;
import dev.tributary.lake.ddl.hive.Repair;
import dev.tributary.lake.ddl.iceberg.IcebergTables;
import dev.tributary.lake.ddl.parse.ParsedStatement;
import dev.tributary.lake.ddl.show.Described;
import dev.tributary.lake.ddl.show.Shown;
import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.DatabaseStatement;
import dev.tributary.lake.ddl.statement.DdlStatement;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.DropTable;
import dev.tributary.lake.ddl.statement.DropView;
import dev.tributary.lake.ddl.statement.RepairTable;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementOutput;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives each statement to what does it, after the names were completed and the table's format was found out. */
final class Execution {

    private static final String DEFAULT_DATABASE = "default";

    private final LakeCatalog catalog;
    private final Supplier<LakeObjects> objects;
    private final IcebergTables iceberg;
    private final HiveTables hive;
    private final Databases databases;
    private final Shown shown;
    private final Described described;

    Execution(LakeCatalog catalog, Supplier<LakeObjects> objects, IcebergTables iceberg) {
        this.catalog = catalog;
        this.objects = objects;
        this.iceberg = iceberg;
        this.hive = new HiveTables(catalog);
        this.databases = new Databases(catalog, this::drop);
        this.shown = new Shown(catalog, iceberg);
        this.described = new Described(catalog, iceberg);
    }

    void run(Statement request, ParsedStatement parsed, StatementOutput output) {
        DdlStatement statement = parsed.statement();
        if (statement instanceof DatabaseStatement database) {
            databases.run(database);
        } else if (statement instanceof CreateTable create) {
            create(whole(create.table(), request), create);
        } else if (statement instanceof DropTable drop) {
            drop(whole(drop.table(), request), drop.ifExists());
        } else if (statement instanceof DropView drop) {
            dropView(whole(drop.view(), request), drop.ifExists());
        } else if (statement instanceof AlterTable alter) {
            alter(whole(alter.table(), request), alter.change(), parsed.hiveComplaint());
        } else if (statement instanceof RepairTable repair) {
            repair(whole(repair.table(), request), parsed.hiveComplaint(), output);
        } else if (statement instanceof Describe describe) {
            describe(whole(describe.table(), request), describe, parsed.hiveComplaint(), output);
        } else {
            show(request, (ShowStatement) statement, parsed.hiveComplaint(), output);
        }
    }

    /** A reference with its database. */
    TableReference whole(TableReference table, Statement request) {
        return table.database() == null ? new TableReference(database(null, request), table.table()) : table;
    }

    private static String database(@Nullable String named, Statement request) {
        return named != null
                ? named
                : Objects.requireNonNullElse(request.database(), DEFAULT_DATABASE)
                        .toLowerCase(Locale.ROOT);
    }

    private void create(TableReference table, CreateTable create) {
        if (create.iceberg()) {
            iceberg.create(table, create);
        } else {
            hive.create(table, create);
        }
    }

    private void drop(TableReference reference, boolean ifExists) {
        Optional<GlueTable> table = catalog.findTable(String.valueOf(reference.database()), reference.table());
        if (table.isEmpty() && !ifExists) {
            throw Complaint.noTable(reference.text());
        }
        if (table.isPresent() && table.get().view()) {
            throw Complaint.task("Cannot drop a view with DROP TABLE");
        }
        table.ifPresent(this::drop);
    }

    private void drop(GlueTable table) {
        if (table.iceberg()) {
            iceberg.drop(table);
        } else {
            catalog.deleteTable(table);
        }
    }

    private void dropView(TableReference reference, boolean ifExists) {
        String database = String.valueOf(reference.database());
        Optional<GlueTable> view = catalog.findTable(database, reference.table());
        if (view.isEmpty() && ifExists) {
            return;
        }
        GlueTable found = view.orElseThrow(() -> Complaint.noView(database, reference.table()));
        if (!found.view()) {
            throw Complaint.noView(database, reference.table());
        }
        catalog.deleteTable(found);
    }

    private void alter(TableReference reference, AlterTable.Change change, Optional<StatementFailed> hiveComplaint) {
        Optional<GlueTable> table = catalog.findTable(String.valueOf(reference.database()), reference.table());
        if (table.isPresent() && table.get().iceberg()) {
            iceberg.alter(reference, change);
            return;
        }
        hiveComplaint.ifPresent(Execution::fail);
        if (change instanceof AlterTable.DropColumn drop) {
            throw HiveTables.dropColumn(drop);
        }
        hive.alter(table.orElseThrow(() -> Complaint.noTable(reference.text())), reference, change);
    }

    private void repair(TableReference reference, Optional<StatementFailed> hiveComplaint, StatementOutput output) {
        Optional<GlueTable> table = catalog.findTable(String.valueOf(reference.database()), reference.table());
        if (table.isPresent() && table.get().iceberg()) {
            throw Complaint.notForIceberg();
        }
        hiveComplaint.ifPresent(Execution::fail);
        GlueTable found = table.orElseThrow(() -> Complaint.noTable(reference.text()));
        List<String> lines = new Repair(catalog, objects.get()).run(found);
        output.columns(List.of(new ResultColumn("result", "string", 0, 0)));
        lines.forEach(line -> output.row(List.of(line)));
    }

    private void describe(
            TableReference reference,
            Describe describe,
            Optional<StatementFailed> hiveComplaint,
            StatementOutput output) {
        catalog.database(String.valueOf(reference.database()));
        GlueTable table = catalog.table(reference);
        if (!table.iceberg() && !table.view()) {
            hiveComplaint.ifPresent(Execution::fail);
        }
        described.describe(describe, table, output);
    }

    private void show(
            Statement request,
            ShowStatement statement,
            Optional<StatementFailed> hiveComplaint,
            StatementOutput output) {
        if (statement instanceof ShowStatement.Databases all) {
            shown.databases(all.pattern(), output);
        } else if (statement instanceof ShowStatement.Tables tables) {
            shown.tables(database(tables.database(), request), tables.pattern(), output);
        } else if (statement instanceof ShowStatement.Views views) {
            shown.views(database(views.database(), request), views.pattern(), output);
        } else {
            TableReference asked = asked(statement);
            TableReference whole = whole(asked, request);
            Optional<GlueTable> table = catalog.findTable(String.valueOf(whole.database()), whole.table());
            if (table.isEmpty() || !table.get().iceberg()) {
                hiveComplaint.ifPresent(Execution::fail);
            }
            shown.table(statement, asked, table.orElseThrow(() -> missing(statement, whole)), output);
        }
    }

    private static TableReference asked(ShowStatement statement) {
        if (statement instanceof ShowStatement.Columns columns) {
            return columns.table();
        }
        if (statement instanceof ShowStatement.Partitions partitions) {
            return partitions.table();
        }
        if (statement instanceof ShowStatement.TableProperties properties) {
            return properties.table();
        }
        if (statement instanceof ShowStatement.CreateTable create) {
            return create.table();
        }
        return ((ShowStatement.CreateView) statement).view();
    }

    private static StatementFailed missing(ShowStatement statement, TableReference table) {
        if (statement instanceof ShowStatement.CreateView) {
            return Complaint.noView(String.valueOf(table.database()), table.table());
        }
        return statement instanceof ShowStatement.TableProperties
                ? Complaint.noPropertiesOf(table.text())
                : Complaint.noTable(table.text());
    }

    private static void fail(StatementFailed complaint) {
        throw complaint;
    }
}
