package dev.tributary.lake.ddl.show;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.hive.PartitionMatch;
import dev.tributary.lake.ddl.iceberg.IcebergTables;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.sql.StatementOutput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers SHOW. References and statements have their database. */
public final class Shown {

    private final LakeCatalog catalog;
    private final IcebergTables iceberg;

    public Shown(LakeCatalog catalog, IcebergTables iceberg) {
        this.catalog = catalog;
        this.iceberg = iceberg;
    }

    /** SHOW DATABASES. */
    public void databases(@Nullable String pattern, StatementOutput output) {
        Predicate<String> wanted = pattern == null ? name -> true : NamePattern.regular(pattern)::matches;
        Rows.write(output, "database_name", catalog.databases().stream().filter(wanted));
    }

    /** SHOW TABLES. */
    public void tables(String database, @Nullable String pattern, StatementOutput output) {
        Rows.write(output, "tab_name", names(catalog.tables(database).stream(), pattern));
    }

    /** SHOW VIEWS. */
    public void views(String database, @Nullable String pattern, StatementOutput output) {
        Rows.write(output, "views", names(catalog.tables(database).stream().filter(GlueTable::view), pattern));
    }

    /** The statements about one table. */
    public void table(ShowStatement statement, TableReference asked, GlueTable table, StatementOutput output) {
        if (statement instanceof ShowStatement.Columns) {
            columns(table, output);
        } else if (statement instanceof ShowStatement.Partitions partitions) {
            partitions(partitions, table, output);
        } else if (statement instanceof ShowStatement.TableProperties properties) {
            properties(properties, table, output);
        } else if (statement instanceof ShowStatement.CreateTable) {
            createTable(asked, table, output);
        } else {
            createView(table, output);
        }
    }

    private static Stream<String> names(Stream<GlueTable> tables, @Nullable String pattern) {
        Predicate<String> wanted = pattern == null ? name -> true : NamePattern.wildcard(pattern)::matches;
        return tables.map(GlueTable::name).filter(wanted);
    }

    private void columns(GlueTable table, StatementOutput output) {
        if (table.view()) {
            Rows.writeView(output, new ViewDefinition(table).columns());
        } else if (table.iceberg()) {
            Rows.write(output, "field", iceberg.describe(table).columnNames().stream());
        } else {
            Rows.write(
                    output,
                    "field",
                    Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                            .map(column -> Padded.field(column.name())));
        }
    }

    private void partitions(ShowStatement.Partitions statement, GlueTable table, StatementOutput output) {
        if (table.iceberg()) {
            throw Complaint.notForIceberg();
        }
        if (table.partitionKeys().isEmpty()) {
            throw Complaint.task("Table " + table.name() + " is not a partitioned table");
        }
        List<GluePartition> all = catalog.partitions(table, "");
        List<GluePartition> shown =
                statement.spec() == null ? all : new PartitionMatch(table).among(all, statement.spec());
        Rows.write(
                output,
                "partition",
                shown.stream().map(partition -> GluePartition.name(table.partitionKeys(), partition.values())));
    }

    private void properties(ShowStatement.TableProperties statement, GlueTable table, StatementOutput output) {
        Map<String, String> properties =
                table.iceberg() ? iceberg.describe(table).properties() : table.parameters();
        String key = statement.key();
        if (key == null) {
            Rows.write(
                    output,
                    List.of("prpt_name", "prpt_value"),
                    properties.entrySet().stream().map(entry -> entry.getKey() + "\t" + entry.getValue()));
        } else {
            String value = Objects.requireNonNullElseGet(
                    properties.get(key),
                    () -> "Table %s.%s does not have property: %s".formatted(table.database(), table.name(), key));
            Rows.write(output, List.of("prpt_name", "prpt_value"), Stream.of(value));
        }
        output.updateCount(0);
    }

    private void createTable(TableReference asked, GlueTable table, StatementOutput output) {
        if (table.view()) {
            throw Complaint.semantic(
                    "SHOW CREATE TABLE is not supported for views: " + asked.text() + " (write SHOW CREATE VIEW)");
        }
        List<String> lines =
                table.iceberg() ? iceberg.describe(table).statement() : new HiveStatement(table).lines(asked.text());
        Rows.write(output, List.of("createtab_stmt"), lines.stream());
        if (table.iceberg()) {
            output.updateCount(0);
        }
    }

    private static void createView(GlueTable table, StatementOutput output) {
        if (!table.view()) {
            throw Complaint.noView(table.database(), table.name());
        }
        Rows.write(output, "create view", new ViewDefinition(table).statement().stream());
    }
}
