package dev.tributary.lake.ddl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.Cancellation;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import dev.tributary.lake.ddl.catalog.LakeCatalog;
import dev.tributary.lake.ddl.statement.DatabaseStatement;
import java.util.List;
import java.util.function.Consumer;

/** Creates, alters and drops databases. */
final class Databases {

    private final LakeCatalog catalog;
    private final Consumer<GlueTable> dropTable;

    Databases(LakeCatalog catalog, Consumer<GlueTable> dropTable) {
        this.catalog = catalog;
        this.dropTable = dropTable;
    }

    void run(DatabaseStatement statement) {
        if (statement instanceof DatabaseStatement.Create create) {
            create(create);
        } else if (statement instanceof DatabaseStatement.Drop drop) {
            drop(drop);
        } else {
            setProperties((DatabaseStatement.SetProperties) statement);
        }
    }

    private void create(DatabaseStatement.Create create) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("Name", create.name());
        if (create.comment() != null) {
            input.put("Description", create.comment());
        }
        if (create.location() != null) {
            input.put("LocationUri", create.location());
        }
        create.properties().forEach(input.putObject("Parameters")::put);
        if (!catalog.createDatabase(input) && !create.ifNotExists()) {
            throw Complaint.task("Database " + create.name() + " already exists");
        }
    }

    private void drop(DatabaseStatement.Drop drop) {
        if (catalog.findDatabase(drop.name()).isEmpty()) {
            if (drop.ifExists()) {
                return;
            }
            throw Complaint.noDatabase(drop.name());
        }
        List<GlueTable> tables = catalog.tables(drop.name());
        if (!tables.isEmpty() && !drop.cascade()) {
            throw Complaint.task("InvalidOperationException(message:Database " + drop.name()
                    + " is not empty. One or more tables exist.)");
        }
        for (GlueTable table : tables) {
            Cancellation.check();
            dropTable.accept(table);
        }
        catalog.deleteDatabase(drop.name());
    }

    private void setProperties(DatabaseStatement.SetProperties set) {
        ObjectNode database = catalog.database(set.name());
        set.properties().forEach(database.withObject("Parameters")::put);
        catalog.updateDatabase(database);
    }
}
