package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.catalog.GlueDatabase;
import dev.tributary.athena.iceberg.IcebergCatalog;
import dev.tributary.destination.StoredRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Reads a table's rows from its data files, one file after the other, without an engine. */
public final class TableRows {
    private final GlueDatabase database;
    private final IcebergCatalog catalog;
    private final Bucket bucket;

    public TableRows(GlueDatabase database, IcebergCatalog catalog, Bucket bucket) {
        this.database = database;
        this.catalog = catalog;
        this.bucket = bucket;
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
        return rows(task.file().location(), filter.filter(records(file, filter.requiredSchema())));
    }

    private Stream<StoredRow> hive(String location) {
        String folder = bucket.key(location.endsWith("/") ? location : location + "/");
        Iterator<String> keys = bucket.list(folder).stream()
                .filter(o -> o.size() > 0 && !hidden(o.key().substring(folder.length())))
                .map(ListedObject::key)
                .iterator();
        return FileByFile.stream(keys, this::downloaded);
    }

    /** Hive readers pass over names that begin so. */
    private static boolean hidden(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("_") || name.startsWith(".");
    }

    private Stream<StoredRow> downloaded(String key) {
        try {
            Path local = Files.createTempFile("tributary-", ".parquet");
            bucket.download(key, local);
            Schema schema = schema(local);
            return rows(bucket.uri(key), records(org.apache.iceberg.Files.localInput(local.toFile()), schema))
                    .onClose(() -> delete(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return ParquetSchemaUtil.convert(reader.getFileMetaData().getSchema());
        }
    }

    private static CloseableIterable<Record> records(InputFile file, Schema schema) {
        return Parquet.read(file)
                .project(schema)
                .withNameMapping(MappingUtil.create(schema))
                .createReaderFunc(fileSchema -> GenericParquetReaders.buildReader(schema, fileSchema))
                .build();
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

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
