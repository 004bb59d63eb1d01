package dev.tributary.athena.merge;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The merge of one load into a root table and its nested tables. Nested tables are merged first: which of their rows go
 * follows from the root table as it was before. So a load that died between two tables is finished by doing the rest again.
 */
public final class ChainMerge implements AutoCloseable {
    private final Table root;
    private final org.apache.iceberg.Table lake;
    private final MergeHints hints;
    private final LoadedRoots load;
    private @Nullable Removed removed;
    private long removedFrom = -1;

    /** Reads the keys of the load's root rows, by means of any table of the lake. */
    public ChainMerge(Table root, List<LoadFile> rootFiles, org.apache.iceberg.Table lake) {
        this.root = root;
        this.lake = lake;
        this.hints = MergeHints.of(root);
        this.load = new LoadedRoots(hints, rootFiles, lake.io());
    }

    /** Where a merge writes, and what its snapshot's summary says of whose it is. */
    public record Target(Transaction transaction, String folder, String entry, String value) {}

    /** Stages the change of the root table. */
    public void mergeRoot(Target target, List<LoadFile> rootFiles, List<DataFile> files, Instant loaded) {
        if (hints.strategy() == MergeStrategy.SCD2) {
            Validity validity = Validity.of(root, loaded);
            try (Rule rule = new HistoryRule(load, validity, rootFiles, lake.io())) {
                stage(target, rule, validity, rootFiles, files);
            }
        } else {
            try (Rule rule = new RootRule(load, null)) {
                stage(target, rule, null, rootFiles, files);
            }
        }
    }

    /** Stages the change of a nested table, which follows the root table as the lake has it, if it has. */
    public void mergeNested(
            Target target,
            Table nested,
            List<LoadFile> nestedFiles,
            List<DataFile> files,
            org.apache.iceberg.@Nullable Table lakeRoot) {
        Removed gone = removed(lakeRoot);
        try (Rule rule = new NestedRule(load, gone, followedBy(nested), rowKey(nested), nestedFiles, lake.io())) {
            stage(target, rule, null, nestedFiles, files);
        }
    }

    private static void stage(
            Target target, Rule rule, @Nullable Validity validity, List<LoadFile> load, List<DataFile> files) {
        new TableMerge(target.transaction(), rule, validity, target.folder())
                .stage(load, files, target.entry(), target.value());
    }

    /** Refuses a nested table whose rows don't name their root where they follow it; in scd2 they don't. */
    public static void checkNested(Table root, Table nested) {
        if (root.mergeStrategy() != MergeStrategy.SCD2) {
            rootKey(nested);
        }
    }

    private String followedBy(Table nested) {
        return hints.strategy() == MergeStrategy.SCD2 ? rowKey(nested) : rootKey(nested);
    }

    /** The column of a nested table with the id of its root. */
    public static String rootKey(Table nested) {
        return column(nested, ColumnHint.ROOT_KEY);
    }

    /** The column of a table with the id of its row. */
    public static String rowKey(Table table) {
        return column(table, ColumnHint.ROW_KEY);
    }

    private static String column(Table table, ColumnHint hint) {
        return table.columns().stream()
                .filter(c -> c.has(hint))
                .map(Column::name)
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "Cannot merge table '%s': it has no column with the hint %s (load it once with write disposition REPLACE)"
                                .formatted(table.name(), hint.id())));
    }

    /** The ids of the root rows that delete-insert takes out of the table as it is. */
    private Removed removed(org.apache.iceberg.@Nullable Table lake) {
        Snapshot snapshot = lake == null ? null : lake.currentSnapshot();
        long from = snapshot == null ? 0 : snapshot.snapshotId();
        if (removed == null || removedFrom != from) {
            closeRemoved();
            removed = new Removed(rowKey(root));
            removedFrom = from;
            if (lake != null && snapshot != null && hints.strategy() == MergeStrategy.DELETE_INSERT) {
                find(lake, snapshot, removed);
            }
        }
        return removed;
    }

    private void find(org.apache.iceberg.Table lake, Snapshot snapshot, Removed found) {
        RootRule rule = new RootRule(load, found);
        List<NestedField> columns = new ArrayList<>();
        for (String column : rule.columns()) {
            NestedField field = lake.schema().findField(column);
            if (field == null) {
                return;
            }
            columns.add(field);
        }
        Expression reach = rule.reach();
        try (CloseableIterable<FileScanTask> tasks = lake.newScan()
                .useSnapshot(snapshot.snapshotId())
                .filter(reach)
                .ignoreResiduals()
                .planFiles()) {
            for (FileScanTask task : tasks) {
                try (CloseableIterable<Record> rows = new FileRows(lake, task, columns).read(reach)) {
                    rows.forEach(rule::touches);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeRemoved() {
        if (removed != null) {
            removed.close();
        }
    }

    @Override
    public void close() {
        load.close();
        closeRemoved();
    }
}
