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

    private static final byte[] NO_BYTES = {};

    private final ArrayPool pool;
    private final List<Segment> full = new ArrayList<>(0);
    private byte[] open = NO_BYTES;
    private int used;
    private long memory;
    private long size;

    /** The bytes at the beginning of an array. */
    private record Segment(byte[] bytes, int length) {}

    Segments(ArrayPool pool) {
        this.pool = pool;
    }

    /** Adds the bytes of another one of the same pool, which forgets them. Nothing is copied. */
    void take(Segments other) {
        closeOpen();
        full.addAll(other.full);
        open = other.open;
        used = other.used;
        memory += other.memory;
        size += other.size;
        other.full.clear();
        other.open = NO_BYTES;
        other.clear();
    }

    private void closeOpen() {
        if (used > 0) {
            full.add(new Segment(open, used));
        } else {
            pool.give(open);
        }
        open = NO_BYTES;
        used = 0;
    }

    /** The bytes that were added. */
    int size() {
        return Math.toIntExact(size);
    }

    /** Adds what is written to it. */
    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] source, int start, int length) {
                add(source, start, length);
            }
        };
    }

    /** Adds some bytes of an array. */
    void add(byte[] source, int start, int length) {
        int from = start;
        int end = start + length;
        while (from < end) {
            if (used == open.length) {
                closeOpen();
                open = pool.bytes(end - from <= SMALL_BYTES ? SMALL_BYTES : BYTES);
                memory += open.length;
                used = 0;
            }
            int part = Math.min(end - from, open.length - used);
            System.arraycopy(source, from, open, used, part);
            from += part;
            used += part;
            size += part;
        }
    }

    /** The memory that is held, in bytes. */
    long memory() {
        return memory;
    }

    /** Writes the bytes and forgets them. */
    void writeTo(OutputStream out) throws IOException {
        for (Segment segment : full) {
            out.write(segment.bytes(), 0, segment.length());
        }
        out.write(open, 0, used);
        clear();
    }

    /** Forgets the bytes. */
    void clear() {
        full.forEach(segment -> pool.give(segment.bytes()));
        full.clear();
        pool.give(open);
        open = NO_BYTES;
        used = 0;
        memory = 0;
        size = 0;
    }
}
