package dev.tributary.loadpackage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a package, {@code files/<table>.<fileId>.parquet}. All its rows belong to the partition: one value
 * for each partition field of the table, in order, as text and null for null; empty where the table is not partitioned.
 * Text forms: a date part as the number that Iceberg's transform gives, identity values as Hive writes them in a folder.
 *
 * @param bytes the size of the whole file
 * @param head what was sent already; the package holds the rest
 */
public record PackagedFile(
        String table,
        String fileId,
        long rows,
        long bytes,
        List<@Nullable String> partition,
        Optional<StreamedHead> head) {

    /** File systems take names of 255 bytes; tables may have names of 255 characters. */
    private static final int MAX_TABLE_LENGTH = 200;

    public PackagedFile {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }

    /** A file that the package holds whole. */
    public PackagedFile(String table, String fileId, long rows, long bytes, List<@Nullable String> partition) {
        this(table, fileId, rows, bytes, partition, Optional.empty());
    }

    /** The same file, the first bytes of which are sent. */
    public PackagedFile without(StreamedHead sent) {
        return new PackagedFile(table, fileId, rows, bytes, partition, Optional.of(sent));
    }

    /** The bytes that the package holds: all but those that are sent. */
    public long localBytes() {
        return bytes - head.map(StreamedHead::bytes).orElse(0L);
    }

    /** The name below the package's {@code files} folder; that of a long table is cut, the file's id tells it apart. */
    public String name() {
        String start = table.length() <= MAX_TABLE_LENGTH ? table : table.substring(0, MAX_TABLE_LENGTH);
        return start + "." + fileId + ".parquet";
    }
}
