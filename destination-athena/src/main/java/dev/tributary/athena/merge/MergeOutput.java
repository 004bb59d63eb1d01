package dev.tributary.athena.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/**
 * The files that a merge writes into one folder: rows, and positions of rows that are taken out. One partition's files are
 * open at a time; positions come sorted by file within it.
 */
final class MergeOutput implements AutoCloseable {
    /** A row group is in memory while it is written. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    /** Files are not made longer than this. */
    private static final long FILE_BYTES = 256L << 20;

    private final Table table;
    private final Schema schema;
    private final String folder;
    private final List<DataFile> rows = new ArrayList<>();
    private final List<DeleteFile> deletes = new ArrayList<>();
    private final PositionDelete<Record> position = PositionDelete.create();
    private @Nullable PartitionSpec spec;
    private @Nullable StructLike partition;
    private @Nullable DataWriter<Record> rowWriter;
    private @Nullable PositionDeleteWriter<Record> deleteWriter;

    /** The folder is an address that ends with a slash. */
    MergeOutput(Table table, String folder) {
        this.table = table;
        this.schema = table.schema();
        this.folder = folder;
    }

    /** All rows and positions from now on are of this partition. */
    void turnTo(PartitionSpec newSpec, StructLike newPartition) {
        boolean same = spec != null
                && spec.specId() == newSpec.specId()
                && spec.partitionToPath(newPartition)
                        .equals(newSpec.partitionToPath(java.util.Objects.requireNonNull(partition)));
        if (!same) {
            finish();
        }
        spec = newSpec;
        partition = newPartition;
    }

    void add(Record row) {
        try {
            if (rowWriter == null) {
                rowWriter = Parquet.writeData(file())
                        .forTable(table)
                        .schema(schema)
                        .createWriterFunc((s, type) -> InternalWriter.createWriter(s, type))
                        .withSpec(spec)
                        .withPartition(partition)
                        .set("write.parquet.row-group-size-bytes", Long.toString(ROW_GROUP_BYTES))
                        .overwrite()
                        .build();
            }
            rowWriter.write(row);
            if (rowWriter.length() > FILE_BYTES) {
                finishRows();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String file, long at) {
        try {
            if (deleteWriter == null) {
                deleteWriter = Parquet.writeDeletes(file())
                        .forTable(table)
                        .rowSchema(null)
                        .withSpec(spec)
                        .withPartition(partition)
                        .overwrite()
                        .buildPositionWriter();
            }
            deleteWriter.write(position.set(file, at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OutputFile file() {
        return table.io().newOutputFile(folder + UUID.randomUUID() + ".parquet");
    }

    private void finishRows() throws IOException {
        if (rowWriter != null) {
            rowWriter.close();
            rows.add(rowWriter.toDataFile());
            rowWriter = null;
        }
    }

    /** Ends what is open. */
    void finish() {
        try {
            finishRows();
            if (deleteWriter != null) {
                deleteWriter.close();
                deletes.add(deleteWriter.toDeleteFile());
                deleteWriter = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DataFile> rows() {
        return rows;
    }

    List<DeleteFile> deletes() {
        return deletes;
    }

    @Override
    public void close() {
        finish();
    }
}
