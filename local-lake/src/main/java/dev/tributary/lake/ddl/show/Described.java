package dev.tributary.lake.ddl.show;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.hive.PartitionMatch;
import dev.tributary.lake.ddl.iceberg.IcebergDescription;
import dev.tributary.lake.ddl.iceberg.IcebergTables;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.Describe.Detail;
import dev.tributary.lake.sql.StatementOutput;
import java.util.List;

/** Answers DESCRIBE. */
public final class Described {

    private static final List<String> COLUMNS = List.of("col_name", "data_type", "comment");

    private final LakeCatalog catalog;
    private final IcebergTables iceberg;

    public Described(LakeCatalog catalog, IcebergTables iceberg) {
        this.catalog = catalog;
        this.iceberg = iceberg;
    }

    /** Tells what a statement asks of a table. */
    public void describe(Describe statement, GlueTable table, StatementOutput output) {
        if (table.iceberg()) {
            Rows.write(output, COLUMNS, iceberg(statement, table).stream());
            output.updateCount(0);
        } else if (table.view() && statement.detail() == Detail.PLAIN) {
            Rows.writeView(output, new ViewDefinition(table).columns());
        } else {
            Rows.write(output, COLUMNS, hive(statement, table).stream());
        }
    }

    private List<String> iceberg(Describe statement, GlueTable table) {
        if (statement.detail() == Detail.EXTENDED) {
            throw Complaint.invalid("EXTENDED keyword is not supported for Iceberg tables.");
        }
        if (statement.partition() != null) {
            throw Complaint.invalid("PARTITION keyword is not supported for Iceberg tables.");
        }
        if (statement.detail() == Detail.FORMATTED && !statement.column().isEmpty()) {
            throw Complaint.invalid("FORMATTED keyword is not supported for Iceberg table columns.");
        }
        IcebergDescription description = iceberg.describe(table);
        if (!statement.column().isEmpty()) {
            return description.column(String.join(".", statement.column()));
        }
        return statement.detail() == Detail.FORMATTED ? description.formatted() : description.lines();
    }

    private List<String> hive(Describe statement, GlueTable table) {
        GluePartition partition = statement.partition() == null
                ? null
                : new PartitionMatch(table).one(catalog.partitions(table, ""), statement.partition());
        HiveDescription description = new HiveDescription(table, partition);
        if (!statement.column().isEmpty()) {
            return description.column(statement.column(), statement.detail() == Detail.FORMATTED);
        }
        return switch (statement.detail()) {
            case PLAIN -> description.plain();
            case EXTENDED -> description.extended();
            case FORMATTED -> description.formatted();
        };
    }
}
