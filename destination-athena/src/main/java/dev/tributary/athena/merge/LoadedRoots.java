package dev.tributary.athena.merge;

import dev.tributary.athena.keys.Key;
import dev.tributary.athena.keys.KeyRanges;
import dev.tributary.athena.keys.KeyTable;
import dev.tributary.athena.keys.SortValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * What the root rows of a load say: their keys, which of them are taken, and their ids. Of rows with one primary key one is
 * taken: the first in the order of the dedup column where nulls are last, of equal ones the last.
 */
final class LoadedRoots implements AutoCloseable {
    private static final int ORDINAL = 0;
    private static final int SORT = 1;

    private final MergeHints hints;
    private final List<LoadFile> files;
    private final FileIO io;
    private final List<String> columns;
    private final Key primary;
    private final Key merge;
    private final KeyTable primaries = new KeyTable(2);
    private final KeyTable merges = new KeyTable(0);
    private final KeyRanges primaryRanges;
    private final KeyRanges mergeRanges;
    private final SortValues sorted = new SortValues();
    private final BitSet left = new BitSet();
    private @Nullable KeyTable ids;
    private @Nullable KeyRanges idRanges;
    private int rows;

    LoadedRoots(MergeHints hints, List<LoadFile> files, FileIO io) {
        this.hints = hints;
        this.files = files;
        this.io = io;
        Set<String> wanted = new LinkedHashSet<>(hints.primaryKey());
        wanted.addAll(hints.mergeKey());
        if (hints.dedupSort() != null) {
            wanted.add(hints.dedupSort().name());
        }
        if (hints.hardDelete() != null) {
            wanted.add(hints.hardDelete().name());
        }
        this.columns = new ArrayList<>(wanted);
        this.primary = Key.of(hints.primaryKey(), columns);
        this.merge = Key.of(hints.mergeKey(), columns);
        this.primaryRanges = ranges(hints.primaryKey(), columns);
        this.mergeRanges = ranges(hints.mergeKey(), columns);
        read(columns, this::add);
    }

    private KeyRanges ranges(List<String> keys, List<String> row) {
        return new KeyRanges(keys, LoadFile.types(files, keys), row);
    }

    /** Sees a row of some columns. */
    private interface Visitor {
        void visit(StructLike row, int ordinal);
    }

    private void read(List<String> wanted, Visitor visitor) {
        int ordinal = 0;
        for (LoadFile file : files) {
            try (CloseableIterable<Record> found = file.read(io, wanted)) {
                for (Record row : found) {
                    visitor.visit(row, ordinal++);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        rows = ordinal;
    }

    private void add(StructLike row, int ordinal) {
        if (!hints.primaryKey().isEmpty()) {
            choose(row, ordinal);
        }
        if (!hints.mergeKey().isEmpty() && merge.of(row).matches()) {
            merges.put(merge);
            mergeRanges.add(row);
        }
        if (hints.hardDelete() != null) {
            Object value = row.get(columns.indexOf(hints.hardDelete().name()), Object.class);
            if (hints.isGone(value)) {
                left.set(ordinal);
            }
        }
    }

    private void choose(StructLike row, int ordinal) {
        if (primary.of(row).matches()) {
            primaryRanges.add(row);
        }
        long slot = primaries.put(primary);
        Object value = hints.dedupSort() == null
                ? null
                : row.get(columns.indexOf(hints.dedupSort().name()), Object.class);
        if (!primaries.added()) {
            int other = ordinal(slot);
            if (!comesFirst(value, slot)) {
                left.set(ordinal);
                return;
            }
            left.set(other);
        }
        primaries.setValue(slot, ORDINAL, (long) ordinal << 1 | (value == null ? 0 : 1));
        primaries.setValue(slot, SORT, value == null ? 0 : sorted.keep(value));
    }

    private int ordinal(long slot) {
        return (int) (primaries.value(slot, ORDINAL) >>> 1);
    }

    private boolean comesFirst(@Nullable Object value, long slot) {
        boolean otherIsNull = (primaries.value(slot, ORDINAL) & 1) == 0;
        if (value == null || otherIsNull) {
            return otherIsNull;
        }
        int order = sorted.compare(value, primaries.value(slot, SORT));
        return hints.highestFirst() ? order >= 0 : order <= 0;
    }

    /** The columns of the table by which its rows are found. */
    List<String> keyColumns() {
        Set<String> keys = new LinkedHashSet<>(hints.primaryKey());
        keys.addAll(hints.mergeKey());
        return List.copyOf(keys);
    }

    /** What is true of every row of the table that has a key of the load. */
    Expression reach() {
        Expression primaryReach = hints.primaryKey().isEmpty() ? Expressions.alwaysFalse() : primaryRanges.expression();
        Expression mergeReach = hints.mergeKey().isEmpty() ? Expressions.alwaysFalse() : mergeRanges.expression();
        return Expressions.or(primaryReach, mergeReach);
    }

    /** The row that is taken of those with a primary key, or -1. */
    int find(Key key) {
        long slot = key.matches() ? primaries.find(key.high(), key.low()) : -1;
        return slot < 0 ? -1 : ordinal(slot);
    }

    /** Whether a row of the load has that merge key. */
    boolean hasMergeKey(Key key) {
        return key.matches() && merges.contains(key);
    }

    /** The rows that are neither exchanged by another of the load nor gone. */
    BitSet taken() {
        BitSet taken = new BitSet();
        taken.set(0, rows);
        taken.andNot(left);
        return taken;
    }

    /** The ids of all rows; the value is 1 where the row is taken. */
    KeyTable ids() {
        if (ids == null) {
            String column = rowKey();
            KeyTable found = new KeyTable(1);
            KeyRanges ranges = ranges(List.of(column), List.of(column));
            Key key = new Key(0);
            read(List.of(column), (row, ordinal) -> {
                if (key.of(row).matches()) {
                    ranges.add(row);
                    long slot = found.put(key);
                    if (!left.get(ordinal)) {
                        found.setValue(slot, 0, 1);
                    }
                }
            });
            idRanges = ranges;
            ids = found;
        }
        return ids;
    }

    /** The ids' ranges, for a column of that name. */
    Expression idReach(String column) {
        ids();
        return idRanges == null ? Expressions.alwaysFalse() : idRanges.expression(column);
    }

    private String rowKey() {
        if (hints.rowKey() == null) {
            throw new IllegalStateException("a table with nested ones has no row key");
        }
        return hints.rowKey();
    }

    MergeHints hints() {
        return hints;
    }

    @Override
    public void close() {
        primaries.close();
        merges.close();
        sorted.close();
        if (ids != null) {
            ids.close();
        }
    }
}
