package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeAddresses;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.catalog.LakeObjects;
import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.TableReference;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NotFoundException;

/** Creates, alters, drops and describes Iceberg tables. References have their database. Thread-safe. */
public final class IcebergTables implements AutoCloseable {

    private final LakeCatalog glue;
    private final Supplier<LakeObjects> objects;
    private final IcebergCatalog catalog;

    public IcebergTables(LakeCatalog glue, Supplier<LakeObjects> objects, LakeAddresses addresses) {
        this.glue = glue;
        this.objects = objects;
        this.catalog = new IcebergCatalog(addresses);
    }

    /** Makes the table of a statement. */
    public void create(TableReference table, CreateTable create) {
        String database = String.valueOf(table.database());
        glue.database(database);
        NewIcebergTable created = new NewIcebergTable(create);
        if (glue.findTable(database, table.table()).isPresent()) {
            if (!create.ifNotExists()) {
                throw IcebergFailure.exists();
            }
            return;
        }
        try {
            IcebergFailure.translated(table.text(), () -> created.create(catalog.get(), identifier(table)));
        } catch (IcebergFailure.Exists e) {
            if (!create.ifNotExists()) {
                throw IcebergFailure.exists();
            }
        }
    }

    /** Alters a table that is there. */
    public void alter(TableReference reference, AlterTable.Change change) {
        if (change instanceof AlterTable.Rename rename) {
            rename(reference, rename);
        } else {
            Table table = load(reference);
            IcebergFailure.translated(reference.text(), () -> TableChanges.apply(table, change));
        }
    }

    private void rename(TableReference from, AlterTable.Rename rename) {
        String database =
                rename.to().database() == null ? from.database() : rename.to().database();
        TableReference to = new TableReference(database, rename.to().table());
        glue.database(String.valueOf(database));
        try {
            IcebergFailure.translated(from.text(), () -> catalog.get().renameTable(identifier(from), identifier(to)));
        } catch (IcebergFailure.Exists e) {
            throw Complaint.invalid("Table already exists: " + to.text());
        }
    }

    /** Removes a table with its data and metadata; one whose metadata is gone without asking it. */
    public void drop(GlueTable table) {
        TableReference reference = new TableReference(table.database(), table.name());
        String folder = IcebergFailure.loaded(reference.text(), () -> purge(table, identifier(reference)));
        objects.get().delete(folder + "data/");
        objects.get().delete(folder + "metadata/");
    }

    /** Drops a table and answers the folder that it was in. */
    private String purge(GlueTable table, TableIdentifier identifier) {
        if (!table.parameters().containsKey("metadata_location")) {
            glue.deleteTable(table);
            return table.folder();
        }
        try {
            String folder = withSlash(catalog.get().loadTable(identifier).location());
            catalog.get().dropTable(identifier, true);
            return folder;
        } catch (NotFoundException e) {
            glue.deleteTable(table);
            return table.folder();
        }
    }

    /** The table as Iceberg reads it now. */
    Table load(TableReference table) {
        return IcebergFailure.loaded(table.text(), () -> catalog.get().loadTable(identifier(table)));
    }

    /** What the SHOW and DESCRIBE statements tell of a table. */
    public IcebergDescription describe(GlueTable table) {
        return new IcebergDescription(table, load(new TableReference(table.database(), table.name())));
    }

    private static TableIdentifier identifier(TableReference table) {
        return TableIdentifier.of(String.valueOf(table.database()), table.table());
    }

    private static String withSlash(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    @Override
    public void close() {
        catalog.close();
    }
}
