package dev.tributary.parquet.page;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes that grow at the end, in pieces from a pool, to which they return when they have been written. */
final class Segments {
    private final SegmentPool pool;
    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] open = {};
    private int used;
    private long memory;

    Segments(SegmentPool pool) {
        this.pool = pool;
    }

    void add(byte[] source, int length) {
        int from = 0;
        while (from < length) {
            if (used == open.length) {
                if (used > 0) {
                    full.add(open);
                }
                open = pool.take(length - from);
                memory += open.length;
                used = 0;
            }
            int part = Math.min(length - from, open.length - used);
            System.arraycopy(source, from, open, used, part);
            from += part;
            used += part;
        }
    }

    /** The memory that is held, in bytes. */
    long memory() {
        return memory;
    }

    /** Writes the bytes and forgets them. */
    void writeTo(OutputStream out) throws IOException {
        for (byte[] segment : full) {
            out.write(segment);
        }
        out.write(open, 0, used);
        clear();
    }

    /** Forgets the bytes. */
    void clear() {
        full.forEach(pool::give);
        full.clear();
        pool.give(open);
        open = new byte[0];
        used = 0;
        memory = 0;
    }
}
