package dev.tributary.athena.merge;

import dev.tributary.athena.keys.Key;
import dev.tributary.schema.MergeStrategy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/** Root rows by delete-insert, upsert and insert-only. It may note the ids of the rows that it takes out. */
final class RootRule implements Rule {
    private final LoadedRoots load;
    private final boolean keepsKnown;
    private final List<String> columns;
    private final Key primary;
    private final Key merge;
    private final @Nullable Removed removed;
    private final BitSet known = new BitSet();

    RootRule(LoadedRoots load, @Nullable Removed removed) {
        this.load = load;
        this.removed = removed;
        MergeHints hints = load.hints();
        this.keepsKnown = hints.strategy() == MergeStrategy.INSERT_ONLY;
        this.columns = new ArrayList<>(load.keyColumns());
        if (removed != null && !columns.contains(removed.rowKey())) {
            columns.add(removed.rowKey());
        }
        this.primary = Key.of(hints.primaryKey(), columns);
        this.merge = Key.of(hints.mergeKey(), columns);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Expression reach() {
        return load.reach();
    }

    @Override
    public boolean touches(StructLike row) {
        MergeHints hints = load.hints();
        int same = hints.primaryKey().isEmpty() ? -1 : load.find(primary.of(row));
        if (keepsKnown) {
            if (same >= 0) {
                known.set(same);
            }
            return false;
        }
        boolean found = same >= 0
                || hints.strategy() == MergeStrategy.DELETE_INSERT
                        && !hints.mergeKey().isEmpty()
                        && load.hasMergeKey(merge.of(row));
        if (found && removed != null) {
            removed.add(row, columns.indexOf(removed.rowKey()));
        }
        return found;
    }

    @Override
    public BitSet inserted() {
        BitSet inserted = load.taken();
        inserted.andNot(known);
        return inserted;
    }

    @Override
    public void close() {
        // The load's keys are its owner's to close.
    }
}
