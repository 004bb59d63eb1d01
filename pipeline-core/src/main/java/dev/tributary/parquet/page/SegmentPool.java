package dev.tributary.parquet.page;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Arrays that finished pages stay in until their row group is written; files of one load share them. Thread-safe. */
public final class SegmentPool {
    /** Small, because each open column has one that is not full. */
    private static final int BYTES = 32 << 10;

    /** What suffices for a few rows is not worth keeping. */
    private static final int SMALL_BYTES = 1 << 10;

    /** More than this, 4 MiB, is left to the collector: nothing counts what is free as memory that is held. */
    private static final int MOST_FREE = 128;

    private final Queue<byte[]> free = new ArrayBlockingQueue<>(MOST_FREE);

    /** An array for at least some of so many bytes. */
    byte[] take(int wanted) {
        if (wanted <= SMALL_BYTES) {
            return new byte[SMALL_BYTES];
        }
        byte[] segment = free.poll();
        return segment == null ? new byte[BYTES] : segment;
    }

    void give(byte[] segment) {
        if (segment.length == BYTES) {
            free.offer(segment);
        }
    }
}
