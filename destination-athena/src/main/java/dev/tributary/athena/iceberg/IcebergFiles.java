package dev.tributary.athena.iceberg;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.Upload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.merge.LoadFile;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.parquet.ParquetSchemaUtil;

/**
 * Data files on their way into Iceberg tables: field ids are put into the footer when a file is uploaded, and again if the
 * table turns out to have others. Thread-safe.
 */
final class IcebergFiles {
    private static final int MOST_CHUNKS_KEPT = 2_000;

    private final Bucket bucket;
    private final Uploader uploader;
    private final Runnable guard;
    private final Map<String, ParquetFooter> uploaded = new ConcurrentHashMap<>();

    IcebergFiles(Bucket bucket, Uploader uploader, Runnable guard) {
        this.bucket = bucket;
        this.uploader = uploader;
        this.guard = guard;
    }

    /** The upload of a local file with these field ids. */
    Upload upload(String key, LocalFile file, Map<String, Integer> ids) {
        long sent = file.head().map(StreamedHead::bytes).orElse(0L);
        ParquetFooter footer = ParquetFooter.of(file.path(), sent).withIds(ids);
        keep(key, footer);
        byte[] tail = footer.tail();
        Supplier<byte[]> again =
                () -> ParquetFooter.of(file.path(), sent).withIds(ids).tail();
        return new Upload(
                key,
                file.path(),
                footer.head() - sent,
                tail.length,
                footer.chunks() > MOST_CHUNKS_KEPT ? again : () -> tail,
                file.head());
    }

    /** Keeps a footer of a usual size; one of very many chunks takes tens of megabytes, and is read again when it is needed. */
    private void keep(String key, ParquetFooter footer) {
        if (footer.chunks() <= MOST_CHUNKS_KEPT) {
            uploaded.put(key, footer);
        }
    }

    /** Forgets the footers of an ended load. */
    void forget() {
        uploaded.clear();
    }

    /** The file as the table is to know it. */
    DataFile dataFile(Table table, Map<String, Integer> ids, IntentFile file) {
        ParquetFooter footer = footer(file);
        if (!footer.hasIds(ids)) {
            footer = exchangeIds(file.key(), footer, ids);
        }
        PartitionSpec spec = table.spec();
        DataFiles.Builder data = DataFiles.builder(spec)
                .withPath(bucket.uri(file.key()))
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(footer.head() + footer.tail().length)
                .withMetrics(footer.metrics(MetricsConfig.forTable(table)))
                .withSplitOffsets(footer.splitOffsets());
        if (spec.isPartitioned()) {
            data.withPartition(IcebergPartition.data(spec, file.partition()));
        }
        return data.build();
    }

    /** Adds a load's files to a table, or puts them in the place of all others. */
    void add(Transaction commit, IntentTable planned) {
        Table table = commit.table();
        Map<String, Integer> ids = IcebergSchema.ids(table.schema());
        if (planned.disposition() == WriteDisposition.REPLACE) {
            OverwriteFiles overwrite = commit.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
            planned.files().forEach(f -> overwrite.addFile(dataFile(table, ids, f)));
            overwrite.commit();
        } else if (!planned.files().isEmpty()) {
            AppendFiles append = commit.newAppend();
            planned.files().forEach(f -> append.appendFile(dataFile(table, ids, f)));
            append.commit();
        }
    }

    /** The file as a merge reads it. */
    LoadFile loadFile(IntentFile file) {
        ParquetFooter footer = footer(file);
        return new LoadFile(
                bucket.uri(file.key()),
                footer.head() + footer.tail().length,
                footer.rows(),
                ParquetSchemaUtil.convert(footer.parsed().getFileMetaData().getSchema()));
    }

    private ParquetFooter footer(IntentFile file) {
        ParquetFooter known = uploaded.get(file.key());
        if (known == null) {
            known = ParquetFooter.of(bucket, file.key(), size(file.key()));
            keep(file.key(), known);
        }
        return known;
    }

    private long size(String key) {
        return bucket.list(key).stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(bucket.uri(key) + " is not there"))
                .size();
    }

    private ParquetFooter exchangeIds(String key, ParquetFooter footer, Map<String, Integer> ids) {
        ParquetFooter exchanged = footer.withIds(ids);
        try {
            Path copy = Files.createTempFile("tributary-", ".parquet");
            try {
                bucket.download(key, copy);
                uploader.upload(List.of(new Upload(key, copy, exchanged.head(), exchanged.tail())), guard);
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keep(key, exchanged);
        return exchanged;
    }
}
