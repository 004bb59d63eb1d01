package dev.tributary.athena.intent;

import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table's share of a load. Locations are addresses that end with a slash: where the table is once the load counts, and
 * where a replaced one was before. A fresh one takes nothing over from the table of that name, its columns least of all. The
 * obsolete data files' rows leave the table when the share is committed.
 */
public record IntentTable(
        String name,
        TableFormat format,
        WriteDisposition disposition,
        String location,
        @Nullable String previousLocation,
        List<IntentFile> files,
        boolean fresh,
        List<String> obsolete) {
    public IntentTable {
        files = List.copyOf(files);
        obsolete = List.copyOf(obsolete);
    }

    /** A share that takes no file out of the table. */
    public IntentTable(
            String name,
            TableFormat format,
            WriteDisposition disposition,
            String location,
            @Nullable String previousLocation,
            List<IntentFile> files,
            boolean fresh) {
        this(name, format, disposition, location, previousLocation, files, fresh, List.of());
    }

    /** The same share with one more file. */
    public IntentTable with(IntentFile file) {
        List<IntentFile> more = new ArrayList<>(files);
        more.add(file);
        return new IntentTable(name, format, disposition, location, previousLocation, more, fresh, obsolete);
    }

    /** The same share, which takes data files with these addresses out of the table. */
    public IntentTable without(List<String> addresses) {
        return new IntentTable(name, format, disposition, location, previousLocation, files, fresh, addresses);
    }
}
