package dev.tributary.normalize;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The columns of the tables that get rows in a load. Each takes memory, however few its values are: in the schema, with the
 * workers, and in the files that are open.
 */
final class ColumnCount {
    /** What a column takes of the heap, in bytes, about: with 256 MiB, loads of 28,000 in one table and 32,000 in many work. */
    private static final int COLUMN_BYTES = 9_000;

    private final long heapBytes;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private long all;

    ColumnCount(long heapBytes) {
        this.heapBytes = heapBytes;
    }

    /** Counts the columns of a table as it is now. Where all are more than there is memory for, the load ends. */
    void take(Table table) {
        int now = table.columns().size();
        Integer before = columns.put(table.name(), now);
        all += before == null ? now : now - before;
        if (all > heapBytes / COLUMN_BYTES) {
            throw tooMany();
        }
    }

    private SchemaException tooMany() {
        Map.Entry<String, Integer> widest =
                columns.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        String together = columns.size() == 1 ? "" : ", all tables of this load have %d".formatted(all);
        return new SchemaException(
                ("Cannot load table '%s': it has %d columns%s, and a heap of %d MiB has room for about %d (give it more,"
                                + " for example TRIBUTARY_JAVA_OPTS=-Xmx%dm, or keep objects as JSON with"
                                + " normalize.max_table_nesting if the names of their fields are data; nothing is loaded)")
                        .formatted(
                                widest.getKey(),
                                widest.getValue(),
                                together,
                                heapBytes >> 20,
                                heapBytes / COLUMN_BYTES,
                                all * COLUMN_BYTES * 3 / 2 >> 20));
    }
}
