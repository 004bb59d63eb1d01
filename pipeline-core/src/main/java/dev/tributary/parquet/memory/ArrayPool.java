package dev.tributary.parquet.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
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
    private static final int MIN_LENGTH = 1 << 7;

    /** What a value of many megabytes needed is not kept either. */
    private static final int MAX_BYTES = 4 << 20;

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    /** There are so many lengths, as a power of two, between a power of two and the next. */
    private static final int STEPS_BITS = 2;

    private static final int STEPS = 1 << STEPS_BITS;

    private final int maxBytes;

    /** Whether nothing is kept until the next call of {@link #shrink}. */
    private volatile boolean isShut;

    private final AtomicLong free = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
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

    /** An array for so many values at least, with all values of this one, which is given unless it has room. */
    public long[] grown(long[] array, long atLeast) {
        if (atLeast <= array.length) {
            return array;
        }
        long[] larger = longs(capped(atLeast));
        System.arraycopy(array, 0, larger, 0, array.length);
        give(array);
        return larger;
    }

    /** An array for so many values at least, with all values of this one, which is given unless it has room. */
    public int[] grown(int[] array, long atLeast) {
        if (atLeast <= array.length) {
            return array;
        }
        int[] larger = ints(capped(atLeast));
        System.arraycopy(array, 0, larger, 0, array.length);
        give(array);
        return larger;
    }

    /** An array for so many bytes at least, with all bytes of this one, which is given unless it has room. */
    public byte[] grown(byte[] array, long atLeast) {
        if (atLeast <= array.length) {
            return array;
        }
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

    /**
     * Leaves arrays to the collector until those that wait take at most so many bytes: first those of a kind and length that
     * nobody has asked for during the most calls of this, the longer ones first.
     */
    public void shrink(long mostFree) {
        calls.incrementAndGet();
        isShut = mostFree <= 0;
        if (free.get() <= mostFree) {
            return;
        }
        List<Idle> idle = new ArrayList<>();
        Stream.of(longs, ints, bytes)
                .forEach(shelf -> shelf.stacks.forEach(stack -> idle.add(new Idle(stack, stack.asked))));
        idle.sort(Comparator.comparingInt(Idle::asked).thenComparingLong(i -> -i.stack().size));
        for (Idle next : idle) {
            Stack<?> stack = next.stack();
            while (free.get() > mostFree && stack.poll() != null) {
                free.addAndGet(-stack.size);
            }
        }
    }

    /** A stack, and when it was asked; that may change meanwhile. */
    private record Idle(Stack<?> stack, int asked) {}

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
        private final List<Stack<A>> stacks = new ArrayList<>();

        Shelf(IntFunction<A> make, int width) {
            this.make = make;
            this.width = width;
            for (int place = 0; place < Integer.SIZE * STEPS; place++) {
                stacks.add(new Stack<>((long) length(place) * width));
            }
        }

        A take(int atLeast) {
            if (atLeast < MIN_LENGTH || (long) atLeast * width > MAX_BYTES) {
                return make.apply(atLeast);
            }
            int place = place(atLeast);
            Stack<A> stack = stacks.get(place);
            stack.asked = calls.get();
            A found = stack.poll();
            if (found == null) {
                return make.apply(length(place));
            }
            free.addAndGet(-stack.size);
            return found;
        }

        void give(A array, int length) {
            if (isShut || length < MIN_LENGTH || (long) length * width > maxBytes) {
                return;
            }
            int place = place(length);
            if (length(place) == length) {
                Stack<A> stack = stacks.get(place);
                free.addAndGet(stack.size);
                stack.push(array);
            }
        }
    }

    /** The free arrays of one type and length. */
    private static final class Stack<A> {
        /** The bytes of an array. */
        private final long size;

        private final Deque<A> arrays = new ArrayDeque<>(1);

        /** How often the pool had been shrunk when somebody asked last. */
        private volatile int asked;

        Stack(long size) {
            this.size = size;
        }

        synchronized @Nullable A poll() {
            return arrays.poll();
        }

        synchronized void push(A array) {
            arrays.push(array);
        }
    }
}
