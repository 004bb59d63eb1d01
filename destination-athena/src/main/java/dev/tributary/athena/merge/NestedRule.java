package dev.tributary.athena.merge;

import dev.tributary.athena.keys.Key;
import dev.tributary.athena.keys.KeyRanges;
import dev.tributary.athena.keys.KeyTable;
import dev.tributary.schema.MergeStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/** Rows of nested tables, which follow their roots by the root's id. */
final class NestedRule implements Rule {
    private final MergeStrategy strategy;
    private final LoadedRoots roots;
    private final Removed removed;
    private final String rootKey;
    private final String rowKey;
    private final KeyTable own = new KeyTable(1);
    private final KeyRanges ownRanges;
    private final BitSet inserted = new BitSet();
    private final Key root;
    private final Key id;

    /** Reads the load's rows; of rows with one id the last is taken. In scd2 the root's key is not looked at. */
    NestedRule(LoadedRoots roots, Removed removed, String rootKey, String rowKey, List<LoadFile> files, FileIO io) {
        this.strategy = roots.hints().strategy();
        this.roots = roots;
        this.removed = removed;
        this.rootKey = rootKey;
        this.rowKey = rowKey;
        this.root = Key.of(List.of(rootKey), columns());
        this.id = Key.of(List.of(rowKey), columns());
        this.ownRanges = new KeyRanges(List.of(rowKey), LoadFile.types(files, List.of(rowKey)), columns());
        int ordinal = 0;
        for (LoadFile file : files) {
            try (CloseableIterable<Record> rows = file.read(io, columns())) {
                for (Record row : rows) {
                    add(row, ordinal++);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void add(StructLike row, int ordinal) {
        if (isLeft(root.of(row))) {
            return;
        }
        inserted.set(ordinal);
        if (!id.of(row).matches()) {
            return;
        }
        ownRanges.add(row);
        long slot = own.put(id);
        if (!own.added()) {
            inserted.clear((int) own.value(slot, 0));
        }
        own.setValue(slot, 0, ordinal);
    }

    /** Whether the row's root is not taken. */
    private boolean isLeft(Key rootId) {
        if (strategy == MergeStrategy.SCD2) {
            return false;
        }
        KeyTable ids = roots.ids();
        long slot = rootId.matches() ? ids.find(rootId.high(), rootId.low()) : -1;
        return slot >= 0 && ids.value(slot, 0) == 0;
    }

    @Override
    public List<String> columns() {
        return rootKey.equals(rowKey) ? List.of(rowKey) : List.of(rootKey, rowKey);
    }

    @Override
    public Expression reach() {
        return switch (strategy) {
            case DELETE_INSERT -> removed.reach(rootKey);
            case UPSERT -> Expressions.or(roots.idReach(rootKey), ownRanges.expression());
            case INSERT_ONLY, SCD2 -> ownRanges.expression();
        };
    }

    @Override
    public boolean touches(StructLike row) {
        switch (strategy) {
            case DELETE_INSERT:
                return removed.contains(root.of(row));
            case UPSERT:
                return root.of(row).matches() && roots.ids().contains(root)
                        || id.of(row).matches() && own.contains(id);
            case INSERT_ONLY, SCD2:
                long slot = id.of(row).matches() ? own.find(id.high(), id.low()) : -1;
                if (slot >= 0) {
                    inserted.clear((int) own.value(slot, 0));
                }
                return false;
        }
        throw new IllegalStateException();
    }

    @Override
    public BitSet inserted() {
        return inserted;
    }

    @Override
    public void close() {
        own.close();
    }
}
