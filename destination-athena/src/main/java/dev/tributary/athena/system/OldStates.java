package dev.tributary.athena.system;

import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.hive.HiveFiles;
import dev.tributary.athena.iceberg.LocalFile;
import dev.tributary.athena.intent.Intent;
import dev.tributary.loadpackage.LoadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
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
 * Takes the oldest rows of a pipeline out of the table of states, of an Iceberg table in the commit that adds the newest. Whole files go: those
 * that a load writes have one row, those of others go when all their rows are old.
 *
 * @param keep how many rows of each pipeline stay
 */
record OldStates(int keep) {
    private static final String PIPELINE = "pipeline_name";
    private static final String LOAD_ID = "_dlt_load_id";

    /** The loads of one file's rows. */
    private record StateFile<F>(F file, List<LoadId> loads, boolean foreign) {}

    /** The table is as it was before the commit that adds the load's row. */
    void remove(Table table, Transaction commit, Intent intent) {
        if (table.currentSnapshot() == null || total(table) < keep) {
            return;
        }
        List<DataFile> old = old(files(table, intent.pipeline()), intent);
        if (!old.isEmpty()) {
            DeleteFiles delete = commit.newDelete();
            old.forEach(delete::deleteFile);
            delete.commit();
        }
    }

    /** The same for a Hive table of which these are the files; gives the keys of those that are to be deleted. */
    List<String> old(HiveFiles hive, List<ListedObject> files, Intent intent) {
        if (files.size() < keep) {
            return List.of();
        }
        return old(
                files.stream()
                        .map(f -> file(f.key(), f.key(), intent.pipeline(), () -> hive.rows(f.key())))
                        .toList(),
                intent);
    }

    private <F> List<F> old(List<StateFile<F>> files, Intent intent) {
        TreeSet<LoadId> loads = new TreeSet<>(List.of(intent.loadId()));
        files.forEach(f -> loads.addAll(f.loads()));
        if (loads.size() <= keep) {
            return List.of();
        }
        LoadId oldestKept = List.copyOf(loads.descendingSet()).get(keep - 1);
        return files.stream()
                .filter(f -> !f.foreign() && f.loads().stream().allMatch(l -> l.compareTo(oldestKept) < 0))
                .map(StateFile::file)
                .toList();
    }

    private static long total(Table table) {
        return Long.parseLong(table.currentSnapshot().summary().getOrDefault("total-records", "0"));
    }

    private static List<StateFile<DataFile>> files(Table table, String pipeline) {
        List<StateFile<DataFile>> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(Expressions.equal(PIPELINE, pipeline)).planFiles()) {
            for (FileScanTask task : tasks) {
                String location = task.file().location();
                files.add(file(task.file(), location, pipeline, () -> rows(table, location)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static CloseableIterable<Record> rows(Table table, String location) {
        return Parquet.read(table.io().newInputFile(location))
                .project(table.schema().select(PIPELINE, LOAD_ID))
                .createReaderFunc(schema ->
                        GenericParquetReaders.buildReader(table.schema().select(PIPELINE, LOAD_ID), schema))
                .build();
    }

    private static <F> StateFile<F> file(
            F file, String location, String pipeline, Supplier<CloseableIterable<Record>> rows) {
        Optional<LoadId> own = LocalFile.loadId(location, pipeline);
        return own.isPresent() ? new StateFile<>(file, List.of(own.get()), false) : read(file, pipeline, rows);
    }

    private static <F> StateFile<F> read(F file, String pipeline, Supplier<CloseableIterable<Record>> read) {
        List<LoadId> loads = new ArrayList<>();
        boolean foreign = false;
        try (CloseableIterable<Record> rows = read.get()) {
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
        return new StateFile<>(file, loads, foreign);
    }
}
