package dev.tributary.parquet.page;

import org.apache.parquet.format.Encoding;

/** A finished page: its header and compressed body, and what the indexes say of it. Lengths are with the header. */
record Page(byte[] bytes, int length, int plainBytes, int rows, int nulls, Encoding encoding, Bounds bounds) {
    /** The dictionary page of a chunk that has none. */
    static final Page NONE = new Page(new byte[0], 0, 0, 0, 0, Encoding.PLAIN, Bounds.NONE);

    boolean exists() {
        return length > 0;
    }

    Page withoutBody() {
        return new Page(NONE.bytes, length, plainBytes, rows, nulls, encoding, bounds);
    }
}
