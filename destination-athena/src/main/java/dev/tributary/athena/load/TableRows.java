package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.hive.HiveFiles;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.athena.parquet.ParquetRecords;
import dev.tributary.destination.StoredRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.types.Types;

/** Reads a table's rows from its data files, one file after the other, without an engine. */
public final class TableRows {
    private final GlueDatabase database;
    private final IcebergCatalog catalog;
    private final Bucket bucket;
    private final HiveFiles hiveFiles;

    public TableRows(GlueDatabase database, IcebergCatalog catalog, Bucket bucket) {
        this.database = database;
        this.catalog = catalog;
        this.bucket = bucket;
        this.hiveFiles = new HiveFiles(bucket);
    }

    /** The rows as they are now; the stream must be closed. */
    public Stream<StoredRow> of(String name) {
        return database.find(name)
                .map(t -> GlueDatabase.isIceberg(t)
                        ? iceberg(catalog.find(name).orElseThrow())
                        : hive(t.storageDescriptor().location()))
                .orElse(Stream.empty());
    }

    private Stream<StoredRow> iceberg(Table table) {
        CloseableIterable<FileScanTask> tasks = table.newScan().planFiles();
        return FileByFile.stream(tasks.iterator(), (FileScanTask task) -> rows(table, task))
                .onClose(() -> close(tasks));
    }

    private static Stream<StoredRow> rows(Table table, FileScanTask task) {
        GenericDeleteFilter filter = new GenericDeleteFilter(table.io(), task, table.schema(), table.schema());
        InputFile file = table.io().newInputFile(task.file().location());
        return rows(task.file().location(), filter.filter(ParquetRecords.of(file, filter.requiredSchema())));
    }

    private Stream<StoredRow> hive(String location) {
        Iterator<String> keys =
                hiveFiles.of(location).stream().map(ListedObject::key).iterator();
        return FileByFile.stream(keys, key -> rows(bucket.uri(key), hiveFiles.rows(key)));
    }

    private static Stream<StoredRow> rows(String file, CloseableIterable<Record> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(record -> row(file, record))
                .onClose(() -> close(records));
    }

    private static StoredRow row(String file, Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Types.NestedField field : record.struct().fields()) {
            values.put(field.name(), record.getField(field.name()));
        }
        return new StoredRow(file, values);
    }

    private static void close(CloseableIterable<?> iterable) {
        try {
            iterable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
