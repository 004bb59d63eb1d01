package dev.tributary.normalize.rows;

import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.SchemaContract.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rows of one batch, table by table: it begins and ends those of a record, takes back what a contract or a reject keeps
 * out, and remembers what contracts freeze out.
 */
final class BatchTables {
    private final SchemaSnapshot snapshot;
    private final boolean windowOpen;
    private final Trail trail;
    private final ArrayPool pool;
    private final TableRules otherwise;
    private final Map<String, BatchTable> byName = new HashMap<>();
    private final List<BatchTable> tables = new ArrayList<>();
    private final List<Breach> breaches = new ArrayList<>();
    private int record;

    BatchTables(SchemaSnapshot snapshot, boolean windowOpen, Trail trail, ArrayPool pool) {
        this.snapshot = snapshot;
        this.windowOpen = windowOpen;
        this.trail = trail;
        this.pool = pool;
        this.otherwise = snapshot.rulesOfNewTables();
    }

    /** The row of the record at hand. */
    int record() {
        return record;
    }

    /** Ends the batch: the tables with rows, parents first, new ones in the order in which the first records have them. */
    List<BatchTable> end() {
        List<BatchTable> filled = new ArrayList<>();
        for (BatchTable table : tables) {
            if (table.rows() > 0) {
                table.end();
                filled.add(table);
            }
        }
        filled.sort((a, b) -> Arrays.compare(a.firstMet(), b.firstMet()));
        return filled;
    }

    /** Begins a record of a root table and returns its row. */
    int begin(BatchTable table) {
        breaches.clear();
        tables.forEach(BatchTable::mark);
        record = table.add();
        return record;
    }

    /** Takes the record at hand back and counts it, if a contract says so. */
    boolean discards(BatchTable root) {
        if (!isDiscarded(root, record)) {
            return false;
        }
        rollback();
        root.countDiscardedRow(record);
        return true;
    }

    /** Ends the record at hand, and tells the first thing about it that a contract freezes out, if there is any. */
    Optional<Breach> end(BatchTable root) {
        checkRow(root, record);
        tables.forEach(BatchTable::identifyNested);
        return breaches.isEmpty() ? Optional.empty() : Optional.of(breaches.get(0));
    }

    private static boolean isDiscarded(BatchTable table, int row) {
        Mode rows = table.rules().rows();
        return rows == Mode.DISCARD_ROW || rows == Mode.DISCARD_VALUE || table.isDoomed(row);
    }

    private void checkRow(BatchTable table, int row) {
        if (table.rules().rows() == Mode.FREEZE) {
            breaches.add(0, Breach.ofTable(table, row));
        }
        Optional<String> missing = table.findMissing(row);
        if (missing.isPresent()) {
            throw missing(table, missing.get());
        }
    }

    /** Ends a row of a child table, the last one: takes it back, and what is nested in it, where a contract says so. */
    void endNested(BatchTable table, int row) {
        if (!isDiscarded(table, row)) {
            checkRow(table, row);
            return;
        }
        int parentRow = table.parentRow(row);
        takeBack(table, row, Integer.MAX_VALUE);
        table.countDiscardedRow(parentRow);
    }

    private void takeBack(BatchTable table, int firstRow, int firstParentRow) {
        for (BatchTable nested : tables) {
            if (nested.parent() == table) {
                takeBack(nested, nested.firstNestedIn(firstRow), firstRow);
            }
        }
        breaches.removeIf(b -> b.table() == table && b.row() >= firstRow);
        table.takeBack(firstRow, firstParentRow);
    }

    /** Takes back everything of the record at hand. */
    void rollback() {
        tables.forEach(BatchTable::rollback);
    }

    /** What contracts kept out. */
    List<Discarded> discarded() {
        return tables.stream()
                .map(BatchTable::discarded)
                .filter(d -> d.rows() + d.values() > 0)
                .toList();
    }

    /** The batch's rows of a root table. */
    BatchTable root(String name) {
        BatchTable table = byName.get(name);
        if (table == null) {
            table = added(new BatchTable(name, null, snapshot.table(name, windowOpen, otherwise), pool));
            table.meet(new int[] {});
        }
        return table;
    }

    /** The rows for a list in a row of a table. The position is that of the list's field. */
    BatchTable child(BatchTable parent, int parentRow, FieldShape list, int position) {
        String name = list.elements().table();
        BatchTable child = byName.get(name);
        if (child == null || (child.parent() != parent && child.isBlank())) {
            if (!snapshot.mayNest(name, parent.name())) {
                throw collision(list);
            }
            tables.remove(child);
            child = added(new BatchTable(
                    name,
                    parent,
                    snapshot.table(name, windowOpen, parent.rules().nested()),
                    pool));
        }
        if (child.rows() == 0) {
            child.meet(trail.inRecord(record, position));
        }
        if (child.parent() != parent || !child.claim(list, parentRow)) {
            throw collision(list);
        }
        return child;
    }

    private static Rejected collision(FieldShape list) {
        return new Rejected(
                list.column(),
                "two lists both normalize to table '%s' (rename one)"
                        .formatted(list.elements().table()));
    }

    private BatchTable added(BatchTable table) {
        byName.put(table.name(), table);
        tables.add(table);
        return table;
    }

    /** Whether a contract's mode lets a value in; takes note of what follows for its row where it doesn't. */
    boolean allows(BatchTable table, int row, Mode mode, Supplier<Breach> breach) {
        switch (mode) {
            case EVOLVE -> {
                return true;
            }
            case FREEZE -> breaches.add(breach.get());
            case DISCARD_ROW -> table.doom(row);
            case DISCARD_VALUE -> table.countDiscardedValue(row);
        }
        return false;
    }

    /** Why a row that lacks the column is rejected. */
    static Rejected missing(BatchTable table, String column) {
        return new Rejected(
                column, "column '%s' of table '%s' may not be null and has no value".formatted(column, table.name()));
    }
}
