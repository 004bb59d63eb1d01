package dev.tributary.athena.merge;

import dev.tributary.athena.keys.Key;
import dev.tributary.athena.keys.KeyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * Root rows by scd2: rows that hold are touched when the load has not their version, and a version is inserted when no row
 * that holds has it.
 */
final class HistoryRule implements Rule {
    private final LoadedRoots load;
    private final Validity validity;
    private final List<LoadFile> files;
    private final FileIO io;
    private final KeyTable versions = new KeyTable(1);
    private final List<String> columns;
    private final Key version;
    private final Key merge;
    private final int to;

    HistoryRule(LoadedRoots load, Validity validity, List<LoadFile> files, FileIO io) {
        this.load = load;
        this.validity = validity;
        this.files = files;
        this.io = io;
        Set<String> wanted = new LinkedHashSet<>(List.of(validity.to(), validity.version()));
        wanted.addAll(load.hints().mergeKey());
        this.columns = List.copyOf(wanted);
        this.to = 0;
        this.version = new Key(1);
        this.merge = Key.of(load.hints().mergeKey(), columns);
        forEachVersion((key, ordinal) -> {
            if (key.matches()) {
                versions.put(key);
            }
        });
    }

    /** Sees the version of a row of the load. */
    private interface Visitor {
        void visit(Key key, int ordinal);
    }

    private void forEachVersion(Visitor visitor) {
        Key key = new Key(0);
        int ordinal = 0;
        for (LoadFile file : files) {
            try (CloseableIterable<Record> rows = file.read(io, List.of(validity.version()))) {
                for (Record row : rows) {
                    visitor.visit(key.of(row), ordinal++);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    /** Versions are made from a row's content, so that rows with other merge keys have other versions, if they are row ids. */
    @Override
    public Expression reach() {
        Expression active = validity.active() == null
                ? Expressions.isNull(validity.to())
                : Expressions.equal(validity.to(), validity.active());
        boolean byContent = validity.version().equals(load.hints().rowKey());
        return load.hints().mergeKey().isEmpty() || !byContent ? active : Expressions.and(active, load.reach());
    }

    @Override
    public boolean touches(StructLike row) {
        Long end = row.get(to, Long.class);
        boolean holds =
                validity.active() == null ? end == null : validity.active().equals(end);
        if (!holds) {
            return false;
        }
        long slot = version.of(row).matches() ? versions.find(version.high(), version.low()) : -1;
        if (slot >= 0) {
            versions.setValue(slot, 0, 1);
            return false;
        }
        return load.hints().mergeKey().isEmpty() || load.hasMergeKey(merge.of(row));
    }

    @Override
    public BitSet inserted() {
        BitSet inserted = new BitSet();
        forEachVersion((key, ordinal) -> {
            long slot = key.matches() ? versions.find(key.high(), key.low()) : -1;
            inserted.set(ordinal, slot < 0 || versions.value(slot, 0) == 0);
        });
        return inserted;
    }

    @Override
    public void close() {
        versions.close();
    }
}
