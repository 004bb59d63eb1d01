package dev.tributary.athena.system;

import dev.tributary.athena.iceberg.LocalFile;
import dev.tributary.athena.intent.Intent;
import dev.tributary.loadpackage.LoadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/**
 * Takes the oldest rows of a pipeline out of the table of states, in the commit that adds the newest. Whole files go: those
 * that a load writes have one row, those of others go when all their rows are old.
 *
 * @param keep how many rows of each pipeline stay
 */
record OldStates(int keep) {
    private static final String PIPELINE = "pipeline_name";
    private static final String LOAD_ID = "_dlt_load_id";

    /** The loads of one file's rows. */
    private record StateFile(DataFile file, List<LoadId> loads, boolean foreign) {}

    /** The table is as it was before the commit that adds the load's row. */
    void remove(Table table, Transaction commit, Intent intent) {
        if (table.currentSnapshot() == null || total(table) < keep) {
            return;
        }
        String pipeline = intent.pipeline();
        List<StateFile> files = files(table, pipeline);
        TreeSet<LoadId> loads = new TreeSet<>(List.of(intent.loadId()));
        files.forEach(f -> loads.addAll(f.loads()));
        if (loads.size() <= keep) {
            return;
        }
        LoadId oldestKept = List.copyOf(loads.descendingSet()).get(keep - 1);
        DeleteFiles delete = commit.newDelete();
        files.stream()
                .filter(f -> !f.foreign() && f.loads().stream().allMatch(l -> l.compareTo(oldestKept) < 0))
                .forEach(f -> delete.deleteFile(f.file()));
        delete.commit();
    }

    private static long total(Table table) {
        return Long.parseLong(table.currentSnapshot().summary().getOrDefault("total-records", "0"));
    }

    private static List<StateFile> files(Table table, String pipeline) {
        List<StateFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(Expressions.equal(PIPELINE, pipeline)).planFiles()) {
            tasks.forEach(task -> files.add(file(table, task.file(), pipeline)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static StateFile file(Table table, DataFile file, String pipeline) {
        Optional<LoadId> own = LocalFile.loadId(file.location(), pipeline);
        return own.isPresent() ? new StateFile(file, List.of(own.get()), false) : read(table, file, pipeline);
    }

    private static StateFile read(Table table, DataFile file, String pipeline) {
        List<LoadId> loads = new ArrayList<>();
        boolean foreign = false;
        try (CloseableIterable<Record> rows = Parquet.read(table.io().newInputFile(file.location()))
                .project(table.schema().select(PIPELINE, LOAD_ID))
                .createReaderFunc(schema ->
                        GenericParquetReaders.buildReader(table.schema().select(PIPELINE, LOAD_ID), schema))
                .build()) {
            for (Record row : rows) {
                boolean isOwn = pipeline.equals(row.getField(PIPELINE));
                foreign |= !isOwn;
                if (isOwn) {
                    loads.add(new LoadId((String) row.getField(LOAD_ID)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StateFile(file, loads, foreign);
    }
}
