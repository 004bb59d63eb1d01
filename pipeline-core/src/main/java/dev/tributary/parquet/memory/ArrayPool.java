package dev.tributary.parquet.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that columns and pages have done with, for those that come later: to clear new ones, and to copy those that outlive
 * a collection, costs more than what is put into them. What is in an array of the pool is undefined. It is given once, by
 * who alone has it. An array is as long as its like always is, wherever it comes from. Thread-safe.
 */
public final class ArrayPool {
    /** Keeps nothing: its arrays are new. */
    public static final ArrayPool NONE = new ArrayPool(0);

    /** What a few values need is not worth keeping. */
    private static final int MIN_LENGTH = 1 << 8;

    /** What a value of many megabytes needed is not kept either. */
    private static final int MAX_BYTES = 4 << 20;

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    /** There are so many lengths, as a power of two, between a power of two and the next. */
    private static final int STEPS_BITS = 2;

    private static final int STEPS = 1 << STEPS_BITS;

    private final int maxBytes;
    private final AtomicLong free = new AtomicLong();
    private final Shelf<long[]> longs = new Shelf<>(long[]::new, Long.BYTES);
    private final Shelf<int[]> ints = new Shelf<>(int[]::new, Integer.BYTES);
    private final Shelf<byte[]> bytes = new Shelf<>(byte[]::new, Byte.BYTES);

    /** An empty pool, which keeps all that is given. */
    public ArrayPool() {
        this(MAX_BYTES);
    }

    private ArrayPool(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** An array for so many values at least. */
    public long[] longs(int atLeast) {
        return longs.take(atLeast);
    }

    /** An array for so many values at least. */
    public int[] ints(int atLeast) {
        return ints.take(atLeast);
    }

    /** An array for so many bytes at least. */
    public byte[] bytes(int atLeast) {
        return bytes.take(atLeast);
    }

    public void give(long[] array) {
        longs.give(array, array.length);
    }

    public void give(int[] array) {
        ints.give(array, array.length);
    }

    public void give(byte[] array) {
        bytes.give(array, array.length);
    }

    /** An array for so many values at least, with all values of this one, which is given. */
    public long[] grown(long[] array, long atLeast) {
        long[] larger = longs(capped(atLeast));
        System.arraycopy(array, 0, larger, 0, array.length);
        give(array);
        return larger;
    }

    /** An array for so many values at least, with all values of this one, which is given. */
    public int[] grown(int[] array, long atLeast) {
        int[] larger = ints(capped(atLeast));
        System.arraycopy(array, 0, larger, 0, array.length);
        give(array);
        return larger;
    }

    /** An array for so many bytes at least, with all bytes of this one, which is given. */
    public byte[] grown(byte[] array, long atLeast) {
        byte[] larger = bytes(capped(atLeast));
        System.arraycopy(array, 0, larger, 0, array.length);
        give(array);
        return larger;
    }

    private static int capped(long atLeast) {
        return (int) Math.min(MAX_LENGTH, atLeast);
    }

    /** The bytes of the arrays that wait for somebody. */
    public long freeBytes() {
        return free.get();
    }

    /** Leaves arrays to the collector, the longest first, until those that wait take at most so many bytes. */
    public void shrink(long mostFree) {
        for (int i = Integer.SIZE * STEPS - 1; i >= 0 && free.get() > mostFree; i--) {
            longs.drop(i, mostFree);
            ints.drop(i, mostFree);
            bytes.drop(i, mostFree);
        }
    }

    /** The place of a length's shelf: that of the least one that is as large. */
    private static int place(int length) {
        int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length - 1);
        return power << STEPS_BITS | (length - 1 >>> power - STEPS_BITS) & STEPS - 1;
    }

    /** The length of the arrays at a place. */
    private static int length(int place) {
        return (int) Math.min(MAX_LENGTH, STEPS + 1L + (place & STEPS - 1) << (place >>> STEPS_BITS) - STEPS_BITS);
    }

    /** The free arrays of one type by their lengths. */
    private final class Shelf<A> {
        private final IntFunction<A> make;
        private final int width;
        private final List<Deque<A>> places = new ArrayList<>();

        Shelf(IntFunction<A> make, int width) {
            this.make = make;
            this.width = width;
            for (int i = 0; i < Integer.SIZE * STEPS; i++) {
                places.add(new ArrayDeque<>(1));
            }
        }

        A take(int atLeast) {
            if (atLeast < MIN_LENGTH) {
                return make.apply(atLeast);
            }
            int place = place(atLeast);
            A found = poll(place);
            return found == null ? make.apply(length(place)) : found;
        }

        private @Nullable A poll(int place) {
            Deque<A> fitting = places.get(place);
            A found;
            synchronized (fitting) {
                found = fitting.poll();
            }
            if (found != null) {
                free.addAndGet(-(long) length(place) * width);
            }
            return found;
        }

        void give(A array, int length) {
            long size = (long) length * width;
            if (length < MIN_LENGTH || size > maxBytes) {
                return;
            }
            int place = place(length);
            if (length(place) != length) {
                return;
            }
            free.addAndGet(size);
            Deque<A> fitting = places.get(place);
            synchronized (fitting) {
                fitting.push(array);
            }
        }

        void drop(int place, long mostFree) {
            while (free.get() > mostFree && poll(place) != null) {
                // it is nobody's
            }
        }
    }
}
