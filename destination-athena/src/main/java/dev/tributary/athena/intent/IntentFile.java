package dev.tributary.athena.intent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A data file that the load uploads: its key, rows, bytes and, for a partitioned table, one value for each field. */
public record IntentFile(String key, long rows, long bytes, List<@Nullable String> partition) {
    public IntentFile {
        partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }
}
