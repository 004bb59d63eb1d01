package dev.tributary.normalize.id;

import dev.tributary.naming.Digest128;
import dev.tributary.parquet.BytesBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a table's rows in one load: a prefix that follows from pipeline, load and table, and a counter; 14 characters,
 * as dlt's are. The same load gives the same ids again.
 */
public final class RowIds {
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    /** 48 bits of digest make 8 characters. */
    private static final int PREFIX_BYTES = 6;

    /** Six characters count 68 thousand million rows. */
    private static final int COUNTER_CHARACTERS = 6;

    private final byte[] id;

    public RowIds(String pipeline, String loadId, String table) {
        String prefix = Digest128.of(pipeline + "\n" + loadId + "\n" + table, PREFIX_BYTES);
        id = (prefix + "AAAAAA").getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts the id of a row into a column: the given one, or the one of that number in the table. */
    public void put(BytesBuffer column, int row, @Nullable String given, long number) {
        if (given != null) {
            column.put(row, given);
            return;
        }
        long rest = number;
        for (int i = id.length - 1; i >= id.length - COUNTER_CHARACTERS; i--) {
            id[i] = DIGITS[(int) (rest & 63)];
            rest >>>= 6;
        }
        column.put(row, id, 0, id.length);
    }
}
