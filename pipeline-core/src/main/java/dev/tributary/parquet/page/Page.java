package dev.tributary.parquet.page;

import dev.tributary.parquet.statistics.Bounds;
import org.apache.parquet.format.Encoding;

/** What the metadata and the indexes say of a finished page. Lengths are with its header. */
record Page(int length, int plainBytes, int rows, int nulls, Encoding encoding, Bounds bounds) {
    /** The dictionary page of a chunk that has none. */
    static final Page NONE = new Page(0, 0, 0, 0, Encoding.PLAIN, Bounds.NONE);

    private static final int OWN_BYTES = 50;

    boolean exists() {
        return length > 0;
    }

    /** The memory that it takes, in bytes, about. */
    long memory() {
        return exists() ? OWN_BYTES + bounds.memory() : 0;
    }
}
