package dev.tributary.athena.hive;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.ListedObject;
import dev.tributary.athena.parquet.ParquetRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** The files of Hive tables, as readers of Hive tables see them. */
public final class HiveFiles {
    private final Bucket bucket;

    public HiveFiles(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The data files below a table's location, in order of keys. */
    public List<ListedObject> of(String location) {
        String folder = bucket.key(Bucket.folder(location));
        return bucket.list(folder).stream()
                .filter(o -> o.size() > 0 && !hidden(o.key().substring(folder.length())))
                .toList();
    }

    /** Hive readers pass over names that begin so. */
    private static boolean hidden(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("_") || name.startsWith(".");
    }

    /** The rows of a file with the columns that it has; must be closed. */
    public CloseableIterable<Record> rows(String key) {
        try {
            Path local = Files.createTempFile("tributary-", ".parquet");
            bucket.download(key, local);
            return CloseableIterable.combine(
                    ParquetRecords.of(org.apache.iceberg.Files.localInput(local.toFile()), schema(local)),
                    () -> Files.deleteIfExists(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return ParquetSchemaUtil.convert(reader.getFileMetaData().getSchema());
        }
    }
}
