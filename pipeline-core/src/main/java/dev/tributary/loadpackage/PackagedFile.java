package dev.tributary.loadpackage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a package, {@code files/<table>.<fileId>.parquet}. All its rows belong to the partition: one value
 * for each partition field of the table, in order, as text and null for null; empty where the table is not partitioned.
 * Text forms: a date part as the number that Iceberg's transform gives, identity values as Hive writes them in a folder.
 */
public record PackagedFile(String table, String fileId, long rows, long bytes, List<@Nullable String> partition) {

    /** File systems take names of 255 bytes; tables may have names of 255 characters. */
    private static final int MAX_TABLE_LENGTH = 200;

    public PackagedFile {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }

    /** The name below the package's {@code files} folder; that of a long table is cut, the file's id tells it apart. */
    public String name() {
        String start = table.length() <= MAX_TABLE_LENGTH ? table : table.substring(0, MAX_TABLE_LENGTH);
        return start + "." + fileId + ".parquet";
    }
}
