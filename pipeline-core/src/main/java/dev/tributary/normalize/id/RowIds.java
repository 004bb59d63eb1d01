package dev.tributary.normalize.id;

import dev.tributary.naming.digest.Digest128;
import dev.tributary.parquet.BytesBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a table's rows in one load: a prefix that follows from pipeline, load and table, and a counter; 14 characters,
 * as dlt's are. The same load gives the same ids again. Thread-safe.
 */
public final class RowIds {
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    /** 48 bits of digest make 8 characters. */
    private static final int PREFIX_BYTES = 6;

    /** Six characters count 68 thousand million rows. */
    private static final int COUNTER_CHARACTERS = 6;

    /** The characters of an id that is made here. */
    public static final int LENGTH = 14;

    private final byte[] prefix;

    public RowIds(String pipeline, String loadId, String table) {
        prefix = Digest128.of(pipeline + "\n" + loadId + "\n" + table, PREFIX_BYTES)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts the id of a row into a column: the given one, or the one of that number in the table. */
    public void put(BytesBuffer column, int row, @Nullable String given, long number) {
        if (given != null) {
            column.put(row, given);
            return;
        }
        int start = column.begin(row);
        int end = start + prefix.length + COUNTER_CHARACTERS;
        byte[] target = column.reserve(end);
        System.arraycopy(prefix, 0, target, start, prefix.length);
        long rest = number;
        for (int i = end - 1; i >= end - COUNTER_CHARACTERS; i--) {
            target[i] = DIGITS[(int) (rest & 63)];
            rest >>>= 6;
        }
        column.end(start, end);
    }
}
