package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.PartitionSpec;
import dev.tributary.lake.ddl.statement.TableReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates and alters Hive tables. References have their database. */
public final class HiveTables {

    private final LakeCatalog catalog;
    private final PartitionChanges partitions;

    public HiveTables(LakeCatalog catalog) {
        this.catalog = catalog;
        this.partitions = new PartitionChanges(catalog);
    }

    /** Makes the table of a statement. */
    public void create(TableReference table, CreateTable create) {
        ObjectNode input = NewTable.input(table.table(), create);
        String database = String.valueOf(table.database());
        catalog.database(database);
        if (!catalog.createTable(database, input) && !create.ifNotExists()) {
            throw Complaint.task("AlreadyExistsException(message:Table " + table.table() + " already exist)");
        }
    }

    /** Alters a table that is there and is not Iceberg. */
    public void alter(GlueTable table, TableReference reference, AlterTable.Change change) {
        if (table.view()) {
            throw Complaint.semantic("[Error 10131]: To alter a view you need to use the ALTER VIEW command.");
        }
        if (change instanceof AlterTable.AddColumns add) {
            change(reference, table, add.partition(), columns -> columns.add(add.columns()));
        } else if (change instanceof AlterTable.ReplaceColumns replace) {
            change(reference, table, replace.partition(), columns -> columns.replace(replace.columns()));
        } else if (change instanceof AlterTable.ChangeColumn one) {
            change(reference, table, null, columns -> columns.change(one));
        } else if (change instanceof AlterTable.DropColumn drop) {
            throw dropColumn(drop);
        } else if (change instanceof AlterTable.Rename) {
            throw Complaint.renamed();
        } else if (change instanceof AlterTable.SetProperties set) {
            catalog.change(reference, input -> Parameters.set(input, set.properties()));
        } else if (change instanceof AlterTable.UnsetProperties unset) {
            catalog.change(reference, input -> Parameters.remove(input, unset.keys()));
        } else if (change instanceof AlterTable.SetLocation location && location.partition() == null) {
            String address = NewTable.location(location.location());
            catalog.change(
                    reference, input -> input.withObject("StorageDescriptor").put("Location", address));
        } else {
            partitions.alter(table, change);
        }
    }

    /** How DROP COLUMN fails, also on a table that is not there. */
    public static RuntimeException dropColumn(AlterTable.DropColumn drop) {
        return Complaint.parse(
                "line %d:%d mismatched input '%s' expecting PARTITION near '%s' in drop partition statement"
                        .formatted(drop.position().line(), drop.position().column(), drop.word(), drop.drop()));
    }

    private void change(
            TableReference reference,
            GlueTable table,
            @Nullable PartitionSpec partition,
            Consumer<ColumnChanges> change) {
        if (partition != null) {
            partitions.columns(table, partition, change);
        } else {
            catalog.change(reference, input -> ColumnChanges.in(input, change));
        }
    }
}
