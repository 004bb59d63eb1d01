package dev.tributary.athena.iceberg;

import dev.tributary.athena.bucket.Bucket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * The footer of a flat Parquet file, and how many bytes lie before it. Everything in a footer counts from the start of the
 * file, so that the footer can be exchanged for another without touching what is before.
 */
public final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** The length of the footer, in four bytes, and the magic. */
    private static final int ENDING = 8;

    private final FileMetaData metadata;
    private final long head;

    private ParquetFooter(FileMetaData metadata, long head) {
        this.metadata = metadata;
        this.head = head;
    }

    /** Reads some bytes from a position on. */
    private interface Reader {
        byte[] read(long from, int length) throws IOException;
    }

    /** The footer of a file of which the path has all but so many bytes at the start. */
    static ParquetFooter of(Path file, long missing) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(missing + channel.size(), (at, length) -> {
                long from = at - missing;
                ByteBuffer bytes = ByteBuffer.allocate(length);
                while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                    // Read on until the buffer is full.
                }
                return bytes.array();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read Parquet file '" + file + "': " + e.getMessage(), e);
        }
    }

    /** The footer of an object of that size. */
    public static ParquetFooter of(Bucket bucket, String key, long size) {
        try {
            return read(size, (from, length) -> bucket.read(key, from, length));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read '" + bucket.uri(key) + "': " + e.getMessage(), e);
        }
    }

    private static ParquetFooter read(long size, Reader reader) throws IOException {
        ByteBuffer ending = ByteBuffer.wrap(reader.read(size - ENDING, ENDING)).order(ByteOrder.LITTLE_ENDIAN);
        int length = ending.getInt();
        long head = size - ENDING - length;
        if (ending.getInt()
                        != ByteBuffer.wrap(MAGIC).order(ByteOrder.LITTLE_ENDIAN).getInt()
                || length < 0
                || head < 0) {
            throw new IOException("it is not a Parquet file");
        }
        return new ParquetFooter(Util.readFileMetaData(new ByteArrayInputStream(reader.read(head, length))), head);
    }

    FileMetaData metadata() {
        return metadata;
    }

    /** The bytes before the footer. */
    long head() {
        return head;
    }

    /** How many column chunks the file has. */
    int chunks() {
        return metadata.getRow_groupsSize() * (metadata.getSchemaSize() - 1);
    }

    /** The rows of the file. */
    public long rows() {
        return metadata.getNum_rows();
    }

    /** The field ids of the columns that have one. */
    Map<String, Integer> ids() {
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (SchemaElement column : metadata.getSchema()) {
            if (column.isSetField_id()) {
                ids.put(column.getName(), column.getField_id());
            }
        }
        return ids;
    }

    /** Whether all columns have these ids. */
    boolean hasIds(Map<String, Integer> ids) {
        Map<String, Integer> mine = ids();
        return metadata.getSchema().stream()
                .skip(1)
                .allMatch(c ->
                        ids.containsKey(c.getName()) && ids.get(c.getName()).equals(mine.get(c.getName())));
    }

    /** The same footer with these ids. */
    ParquetFooter withIds(Map<String, Integer> ids) {
        List<SchemaElement> schema =
                metadata.getSchema().stream().map(SchemaElement::deepCopy).toList();
        schema.stream().skip(1).forEach(c -> c.setField_id(ids.get(c.getName())));
        FileMetaData changed =
                new FileMetaData(metadata.getVersion(), schema, metadata.getNum_rows(), metadata.getRow_groups());
        changed.setKey_value_metadata(metadata.getKey_value_metadata());
        changed.setCreated_by(metadata.getCreated_by());
        changed.setColumn_orders(metadata.getColumn_orders());
        return new ParquetFooter(changed, head);
    }

    /** The bytes that end the file. */
    byte[] tail() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Util.writeFileMetaData(metadata, bytes);
            int length = bytes.size();
            bytes.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .array());
            bytes.write(MAGIC);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Iceberg's manifests tell of the file. */
    Metrics metrics(MetricsConfig config) {
        return FooterMetrics.of(metadata, config)
                .orElseGet(() -> ParquetUtil.footerMetrics(parsed(), Stream.empty(), config));
    }

    /** Where the row groups begin. */
    List<Long> splitOffsets() {
        return metadata.getRow_groups().stream()
                .map(g -> g.getColumns().get(0).getMeta_data())
                .map(c -> c.isSetDictionary_page_offset() ? c.getDictionary_page_offset() : c.getData_page_offset())
                .toList();
    }

    /** The footer in parquet-java's form. */
    ParquetMetadata parsed() {
        try {
            return new ParquetMetadataConverter().fromParquetMetadata(metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
