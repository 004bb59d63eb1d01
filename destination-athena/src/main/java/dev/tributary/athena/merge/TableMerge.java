package dev.tributary.athena.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Applies a rule to a table as one change of a transaction. A file that loses at least half of its rows is written anew
 * without them, of another the positions are noted. The change is refused when somebody else's came between that could have
 * altered what the rule saw.
 */
final class TableMerge {
    private final Table table;
    private final Rule rule;
    private final MergeOutput output;
    private final @Nullable Validity validity;
    private final RowDelta change;
    private final List<String> positioned = new ArrayList<>();

    /** Rows that the rule touches end at the validity's boundary, or are gone where there is none. */
    TableMerge(Transaction transaction, Rule rule, @Nullable Validity validity, String folder) {
        this.table = readable(transaction.table());
        this.rule = rule;
        this.validity = validity;
        this.output = new MergeOutput(table, folder);
        this.change = transaction.newRowDelta();
    }

    /** A transaction's table is not made to be scanned; one of its operations is, and has the columns that it adds. */
    private static Table readable(Table changing) {
        return new BaseTable(((HasTableOperations) changing).operations(), changing.name());
    }

    /** Stages the change, with the load's files in the order of its rows. The summary's entry tells whose it is. */
    void stage(List<LoadFile> load, List<DataFile> files, String entry, String value) {
        try (output) {
            Snapshot snapshot = table.currentSnapshot();
            if (snapshot != null) {
                touch(snapshot);
                change.validateFromSnapshot(snapshot.snapshotId());
            }
            output.finish();
            insert(load, files);
        }
        output.rows().forEach(change::addRows);
        output.deletes().forEach(change::addDeletes);
        change.conflictDetectionFilter(rule.reach())
                .validateDataFilesExist(positioned)
                .validateDeletedFiles()
                .validateNoConflictingDataFiles()
                .validateNoConflictingDeleteFiles()
                .set(entry, value)
                .commit();
    }

    private void touch(Snapshot snapshot) {
        Expression reach = rule.reach();
        List<FileScanTask> tasks = new ArrayList<>();
        try (CloseableIterable<FileScanTask> planned = table.newScan()
                .useSnapshot(snapshot.snapshotId())
                .filter(reach)
                .ignoreResiduals()
                .planFiles()) {
            planned.forEach(tasks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tasks.sort(Comparator.comparing((FileScanTask t) -> t.spec().specId() + "/"
                        + t.spec().partitionToPath(t.file().partition()))
                .thenComparing(t -> t.file().location()));
        for (FileScanTask task : tasks) {
            touch(task, reach);
        }
    }

    private void touch(FileScanTask task, Expression reach) {
        List<NestedField> keys =
                rule.columns().stream().map(c -> table.schema().findField(c)).toList();
        FileRows rows = new FileRows(table, task, keys);
        BitSet touched = new BitSet();
        try (CloseableIterable<Record> found = rows.read(reach)) {
            for (Record row : found) {
                if (rule.touches(row)) {
                    touched.set(Math.toIntExact(row.get(keys.size(), Long.class)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!touched.isEmpty()) {
            take(task, rows, touched);
        }
    }

    private void take(FileScanTask task, FileRows rows, BitSet touched) {
        output.turnTo(task.spec(), task.file().partition());
        long gone = rows.deleted() + touched.cardinality();
        boolean ends = validity != null;
        boolean isEmpty = gone == task.file().recordCount() && !rows.hasDeletesByValue() && !ends;
        if (isEmpty) {
            change.removeRows(task.file());
        } else if (gone * 2 >= task.file().recordCount()) {
            copy(task, touched, true);
            change.removeRows(task.file());
        } else {
            positioned.add(task.file().location());
            touched.stream().forEach(at -> output.delete(task.file().location(), at));
            if (ends) {
                copy(task, touched, false);
            }
        }
    }

    /** Writes the touched rows with their end, where they have one, and the others if wanted. */
    private void copy(FileScanTask task, BitSet touched, boolean others) {
        Schema schema = table.schema();
        FileRows rows = new FileRows(table, task, schema.columns());
        try (CloseableIterable<Record> all = rows.read(Expressions.alwaysTrue())) {
            for (Record row : all) {
                boolean isTouched =
                        touched.get(Math.toIntExact(row.get(schema.columns().size(), Long.class)));
                if (isTouched && validity != null) {
                    set(row, schema, validity.to(), validity.boundary());
                    output.add(row);
                } else if (!isTouched && others) {
                    output.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(StructLike row, Schema schema, String column, @Nullable Long value) {
        row.set(schema.columns().indexOf(schema.findField(column)), value);
    }

    private void insert(List<LoadFile> load, List<DataFile> files) {
        BitSet inserted = rule.inserted();
        int first = 0;
        for (int i = 0; i < load.size(); i++) {
            int rows = Math.toIntExact(load.get(i).rows());
            insert(load.get(i), files.get(i), inserted.get(first, first + rows));
            first += rows;
        }
    }

    private void insert(LoadFile file, DataFile known, BitSet inserted) {
        int rows = inserted.cardinality();
        output.turnTo(table.spec(), known.partition());
        if (rows == 0) {
            return;
        }
        if (validity != null || rows * 2L <= file.rows()) {
            write(file, inserted);
            return;
        }
        change.addRows(known);
        for (int at = inserted.nextClearBit(0); at < file.rows(); at = inserted.nextClearBit(at + 1)) {
            output.delete(file.location(), at);
        }
    }

    private void write(LoadFile file, BitSet inserted) {
        Schema schema = table.schema();
        int at = 0;
        try (CloseableIterable<Record> rows = file.read(table.io(), schema)) {
            for (Record row : rows) {
                if (inserted.get(at++)) {
                    if (validity != null) {
                        set(row, schema, validity.from(), validity.boundary());
                        set(row, schema, validity.to(), validity.active());
                    }
                    output.add(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
