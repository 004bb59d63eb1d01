package dev.tributary.source.batch;

import org.jspecify.annotations.Nullable;

/**
 * How many lines of a stream lie before a batch of it. They are counted when somebody asks, unless who read the batches before
 * told how many lines those have. Thread-safe.
 */
final class LineCount {
    private final int from;
    private final int to;
    private @Nullable LineCount before;
    private byte @Nullable [] bytes;
    private long first = 1;
    private int lines;

    LineCount(@Nullable LineCount before, byte[] bytes, int from, int to) {
        this.before = before;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The number of the batch's first line, counted from 1. */
    synchronized long first() {
        if (before != null) {
            first = before.behind();
            before = null;
        }
        return first;
    }

    private synchronized long behind() {
        return first() + lines();
    }

    /** How many lines end in the batch. */
    synchronized int lines() {
        if (bytes != null) {
            tell(LineFeeds.count(bytes, from, to));
        }
        return lines;
    }

    /** Says how many lines end in the batch. The bytes are not looked at any more. */
    synchronized void tell(int count) {
        lines = count;
        bytes = null;
    }
}
