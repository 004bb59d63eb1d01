package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.ColumnDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The columns of a table or partition while they are changed; files keep what they have. */
final class ColumnChanges {

    private final List<GlueColumn> columns;
    private final Set<String> taken;

    private ColumnChanges(List<GlueColumn> columns, List<GlueColumn> keys) {
        this.columns = new ArrayList<>(columns);
        this.taken = new HashSet<>();
        keys.forEach(key -> taken.add(key.name()));
    }

    /** Changes the columns of a table's or partition's input. */
    static void in(ObjectNode input, Consumer<ColumnChanges> change) {
        ObjectNode storage = input.withObject("StorageDescriptor");
        ColumnChanges changes = new ColumnChanges(
                GlueColumn.list(storage.path("Columns")), GlueColumn.list(input.path("PartitionKeys")));
        change.accept(changes);
        changes.requireDistinct();
        storage.set("Columns", GlueColumn.json(changes.columns));
        Parameters.touch(input);
    }

    void add(List<ColumnDefinition> added) {
        added.stream().map(GlueColumn::of).forEach(columns::add);
    }

    void replace(List<ColumnDefinition> all) {
        columns.clear();
        add(all);
    }

    void change(AlterTable.ChangeColumn change) {
        int at = find(change.old());
        GlueColumn now = GlueColumn.of(change.column());
        if (now.comment() == null) {
            now = new GlueColumn(now.name(), now.type(), columns.get(at).comment());
        }
        columns.remove(at);
        if (change.first()) {
            columns.add(0, now);
        } else if (change.after() != null) {
            columns.add(find(change.after()) + 1, now);
        } else {
            columns.add(at, now);
        }
    }

    private int find(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw Complaint.task("Invalid column reference " + name);
    }

    private void requireDistinct() {
        for (GlueColumn column : columns) {
            if (!taken.add(column.name())) {
                throw Complaint.task("Duplicate column name: " + column.name());
            }
        }
    }
}
