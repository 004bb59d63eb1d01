package dev.tributary.normalize.evolution;

import dev.tributary.normalize.contract.Contracts;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.rows.SchemaSnapshot;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotColumn;
import dev.tributary.normalize.rows.SchemaSnapshot.SnapshotTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run learns of columns beside the schema, and both together as those who make rows want to know them. */
final class Snapshots {
    private final GrowingSchema schema;
    private final Declarations declarations;
    private final Contracts contracts;

    /** Columns that came in this run and may still be widened, by table. */
    private final Map<String, Set<String>> soft = new HashMap<>();

    /** Columns that hold integers which are no exact doubles, by table. */
    private final Map<String, Set<String>> inexact = new HashMap<>();

    private final Set<String> closedWindows = new HashSet<>();

    Snapshots(GrowingSchema schema, Declarations declarations, Contracts contracts) {
        this.schema = schema;
        this.declarations = declarations;
        this.contracts = contracts;
    }

    /** Notes a column that came, below that root, as long as such columns may be widened. */
    void soften(String table, Slot slot, String root) {
        if (slot.isSoft() && !closedWindows.contains(root)) {
            soft.computeIfAbsent(table, t -> new HashSet<>()).add(slot.name());
        }
    }

    /** Notes integers that are no exact doubles; whether they are the first ones of their column. */
    boolean note(String table, Slot slot) {
        return !slot.isExact()
                && slot.type() == DataType.BIGINT
                && inexact.computeIfAbsent(table, t -> new HashSet<>()).add(slot.name());
    }

    /** Ends the time in which new columns of a root table and those below it may be widened; false where it had ended. */
    boolean closeWindow(String root) {
        if (!closedWindows.add(root)) {
            return false;
        }
        Schema now = schema.now();
        soft.keySet().removeIf(t -> now.root(schema.table(t)).name().equals(root));
        return true;
    }

    /** All that is known now, for those who make rows. */
    SchemaSnapshot take(long version) {
        Map<String, SnapshotTable> known = new HashMap<>();
        for (String name : declarations.tables()) {
            String root = declarations.root(name);
            SchemaContract contract = contracts.of(declarations.resource(root), null);
            known.put(name, snapshotTable(name, root, declarations.columns(name), contracts.rules(name, contract)));
        }
        Map<String, String> parents = new HashMap<>();
        Schema now = schema.now();
        for (Table table : schema.tables().values()) {
            parents.put(table.name(), table.parent() == null ? "" : table.parent());
            known.put(
                    table.name(),
                    snapshotTable(
                            table.name(),
                            now.root(table).name(),
                            table.columns(),
                            contracts.rules(table, schema.tables())));
        }
        TableRules otherwise = contracts.rules("", contracts.ofSchema().orElse(SchemaContract.EVOLVE));
        return new SchemaSnapshot(
                version,
                known,
                parents,
                Set.copyOf(closedWindows),
                declarations.rowIds(),
                declarations.filters(),
                otherwise,
                schema.start().columnDefaults());
    }

    private SnapshotTable snapshotTable(String name, String root, List<Column> columns, TableRules rules) {
        List<String> required = new ArrayList<>();
        Set<String> notNull = new HashSet<>();
        Set<String> softColumns = soft.getOrDefault(name, Set.of());
        Set<String> inexactColumns = inexact.getOrDefault(name, Set.of());
        Map<String, SnapshotColumn> byName = new HashMap<>();
        for (Column column : columns) {
            if (!column.nullable() && !TableRules.isSystem(column.name())) {
                notNull.add(column.name());
                if (!column.has(ColumnHint.PRIMARY_KEY) && !column.has(ColumnHint.MERGE_KEY)) {
                    required.add(column.name());
                }
            }
            byName.put(
                    column.name(),
                    new SnapshotColumn(
                            column, softColumns.contains(column.name()), !inexactColumns.contains(column.name())));
        }
        return new SnapshotTable(
                byName,
                declarations.contains(root) && !closedWindows.contains(root),
                rules,
                List.copyOf(required),
                Set.copyOf(notNull));
    }
}
