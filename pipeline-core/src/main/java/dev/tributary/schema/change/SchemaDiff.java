package dev.tributary.schema.change;

import dev.tributary.schema.Column;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What lies between two states of a schema. */
public final class SchemaDiff {
    private SchemaDiff() {}

    /** The changes that lead from one schema to the other, tables and columns in the order of the second. */
    public static List<SchemaChange> between(Schema before, Schema after) {
        List<SchemaChange> changes = new ArrayList<>();
        for (Table table : after.tables().values()) {
            Optional<Table> known = before.find(table.name());
            if (known.isEmpty()) {
                changes.add(new SchemaChange.NewTable(table.name()));
            } else if (!known.get().equals(table)) {
                columns(known.get(), table, changes);
            }
        }
        return changes;
    }

    private static void columns(Table before, Table after, List<SchemaChange> changes) {
        for (Column column : after.typedColumns()) {
            Optional<Column> known = before.find(column.name()).filter(c -> c.type() != null);
            if (known.isEmpty()) {
                Optional<Column> old = renamed(before, after, column);
                old.ifPresentOrElse(
                        c -> changes.add(new SchemaChange.RenamedColumn(after.name(), c.name(), column.name())),
                        () -> changes.add(new SchemaChange.NewColumn(
                                after.name(), column.name(), Objects.requireNonNull(column.type()))));
                known = old;
            }
            known.ifPresent(c -> property(after.name(), c, column, changes));
        }
    }

    private static Optional<Column> renamed(Table before, Table after, Column column) {
        return column.findOldName()
                .filter(old ->
                        before.find(column.name()).isEmpty() && after.find(old).isEmpty())
                .flatMap(before::find);
    }

    private static void property(String table, Column before, Column after, List<SchemaChange> changes) {
        boolean sameType = before.type() == after.type()
                && Objects.equals(before.precision(), after.precision())
                && Objects.equals(before.scale(), after.scale());
        if (!sameType) {
            changes.add(SchemaChange.PromotedColumn.of(table, before, after));
        }
        Column comparable = before.withName(after.name()).withType(after.type(), after.precision(), after.scale());
        if (after.findOldName().isPresent()) {
            comparable = comparable.renamedFrom(after.findOldName().get());
        }
        if (!comparable.equals(after)) {
            changes.add(new SchemaChange.ChangedHints(table, after.name()));
        }
    }
}
