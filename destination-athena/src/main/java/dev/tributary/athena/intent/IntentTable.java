package dev.tributary.athena.intent;

import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's share of a load. Locations are addresses that end with a slash: where the table is once the load counts, and
 * where a replaced one was before. A fresh one takes nothing over from the table of that name, its columns least of all.
 */
public record IntentTable(
        String name,
        TableFormat format,
        WriteDisposition disposition,
        String location,
        @Nullable String previousLocation,
        List<IntentFile> files,
        boolean fresh) {
    public IntentTable {
        files = List.copyOf(files);
    }
}
