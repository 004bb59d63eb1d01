package dev.tributary.athena.intent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data file that the load uploads: its key, rows, bytes and, for a partitioned table, one value for each field. It has no
 * bytes while it is still written.
 */
public record IntentFile(String key, long rows, long bytes, List<@Nullable String> partition) {
    public IntentFile {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }

    /** A file that is uploaded while it is written. */
    public static IntentFile streaming(String key, List<@Nullable String> partition) {
        return new IntentFile(key, 0, 0, partition);
    }

    /** Whether the file is uploaded while it is written. */
    public boolean isStreaming() {
        return bytes == 0;
    }
}
