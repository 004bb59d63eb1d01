package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.statement.AlterTable;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** What ALTER TABLE does to an Iceberg table: one commit of its metadata. */
final class TableChanges {

    private TableChanges() {}

    static void apply(Table table, AlterTable.Change change) {
        if (change instanceof AlterTable.AddColumns add && add.partition() == null) {
            UpdateSchema update = table.updateSchema();
            add.columns().forEach(column -> update.addColumn(column.name(), IcebergType.of(column), column.comment()));
            update.commit();
        } else if (change instanceof AlterTable.ChangeColumn one) {
            change(table, one);
        } else if (change instanceof AlterTable.DropColumn drop) {
            table.updateSchema().deleteColumn(drop.column()).commit();
        } else if (change instanceof AlterTable.SetProperties set) {
            UpdateProperties update = table.updateProperties();
            TableProperties.of(set.properties(), table.properties())
                    .changed(set.properties(), table.location())
                    .forEach(update::set);
            update.commit();
        } else if (change instanceof AlterTable.UnsetProperties unset) {
            UpdateProperties update = table.updateProperties();
            TableProperties.of(Map.of(), table.properties()).keys(unset.keys()).forEach(update::remove);
            update.commit();
        } else {
            throw Complaint.notForIceberg();
        }
    }

    private static void change(Table table, AlterTable.ChangeColumn change) {
        String old = change.old();
        Types.NestedField field = table.schema().findField(old);
        if (field == null) {
            throw Complaint.invalid("Cannot change missing column: " + old);
        }
        UpdateSchema update = table.updateSchema();
        retype(update, field, IcebergType.of(change.column()));
        if (change.column().comment() != null) {
            update.updateColumnDoc(old, change.column().comment());
        }
        if (change.first()) {
            update.moveFirst(old);
        } else if (change.after() != null) {
            update.moveAfter(old, Objects.requireNonNull(change.after()));
        }
        if (!change.column().name().equals(old)) {
            update.renameColumn(old, change.column().name());
        }
        update.commit();
    }

    private static void retype(UpdateSchema update, Types.NestedField field, Type type) {
        if (IcebergType.described(type).equals(IcebergType.described(field.type()))) {
            return;
        }
        if (!type.isPrimitiveType()) {
            throw Complaint.invalid("Cannot change column type: %s: %s -> %s"
                    .formatted(field.name(), IcebergType.described(field.type()), IcebergType.described(type)));
        }
        update.updateColumn(field.name(), type.asPrimitiveType());
    }
}
