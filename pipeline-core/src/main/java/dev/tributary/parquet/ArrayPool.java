package dev.tributary.parquet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Arrays of columns that are written, for the columns of later batches: to clear new ones and to copy those that outlive a
 * collection costs more than what is read into them. What is in an array of the pool is undefined. Thread-safe.
 */
public final class ArrayPool {
    /** What a few values need is not worth keeping. */
    private static final int MIN_LENGTH = 1 << 8;

    /** What a value of many megabytes needed is not kept either. */
    private static final int MAX_BYTES = 4 << 20;

    /** Beyond this, arrays are left to the collector: nothing counts what is free as memory that is held. */
    private static final long MOST_FREE = 10L << 20;

    private final Shelf<long[]> longs = new Shelf<>(long[]::new, Long.BYTES);
    private final Shelf<int[]> ints = new Shelf<>(int[]::new, Integer.BYTES);
    private final Shelf<byte[]> bytes = new Shelf<>(byte[]::new, Byte.BYTES);
    private long free;

    /** An array for so many values at least. */
    long[] longs(int atLeast) {
        return longs.take(atLeast);
    }

    /** An array for so many values at least. */
    int[] ints(int atLeast) {
        return ints.take(atLeast);
    }

    /** An array for so many bytes at least. */
    byte[] bytes(int atLeast) {
        return bytes.take(atLeast);
    }

    void give(long[] array) {
        longs.give(array, array.length);
    }

    void give(int[] array) {
        ints.give(array, array.length);
    }

    void give(byte[] array) {
        bytes.give(array, array.length);
    }

    /** The least length of arrays that is as large: there are four between a power of two and the next. */
    private static int length(int atLeast) {
        if (atLeast <= MIN_LENGTH) {
            return MIN_LENGTH;
        }
        int step = Integer.highestOneBit(atLeast - 1) >>> 2;
        return (int) Math.min(Integer.MAX_VALUE - 16L, atLeast + step - 1L & -step);
    }

    /** The free arrays of one type by their lengths. */
    private final class Shelf<A> {
        private final IntFunction<A> make;
        private final int width;
        private final Map<Integer, Deque<A>> arrays = new HashMap<>();

        Shelf(IntFunction<A> make, int width) {
            this.make = make;
            this.width = width;
        }

        A take(int atLeast) {
            int length = length(atLeast);
            synchronized (ArrayPool.this) {
                Deque<A> fitting = arrays.get(length);
                if (fitting != null && !fitting.isEmpty()) {
                    free -= (long) length * width;
                    return fitting.pop();
                }
            }
            return make.apply(length);
        }

        void give(A array, int length) {
            long size = (long) length * width;
            if (length < MIN_LENGTH || size > MAX_BYTES || length != length(length)) {
                return;
            }
            synchronized (ArrayPool.this) {
                if (free + size <= MOST_FREE) {
                    free += size;
                    arrays.computeIfAbsent(length, l -> new ArrayDeque<>()).push(array);
                }
            }
        }
    }
}
