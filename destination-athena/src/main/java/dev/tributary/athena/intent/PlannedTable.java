package dev.tributary.athena.intent;

import dev.tributary.athena.bucket.Upload;
import java.util.List;

/** What a table's share will be, and the objects that it uploads. */
public record PlannedTable(IntentTable table, List<Upload> uploads) {
    public PlannedTable {
        uploads = List.copyOf(uploads);
    }
}
