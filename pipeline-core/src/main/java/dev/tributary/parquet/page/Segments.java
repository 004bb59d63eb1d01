package dev.tributary.parquet.page;

import dev.tributary.parquet.memory.ArrayPool;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes that grow at the end, in pieces from a pool, to which they return when they have been written. */
final class Segments {
    /** Small, because each open column has one that is not full. */
    private static final int BYTES = 32 << 10;

    /** What suffices for a few rows. */
    private static final int SMALL_BYTES = 1 << 10;

    private final ArrayPool pool;
    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] open = {};
    private int used;
    private long memory;

    Segments(ArrayPool pool) {
        this.pool = pool;
    }

    void add(byte[] source, int length) {
        int from = 0;
        while (from < length) {
            if (used == open.length) {
                if (used > 0) {
                    full.add(open);
                }
                open = pool.bytes(length - from <= SMALL_BYTES ? SMALL_BYTES : BYTES);
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
