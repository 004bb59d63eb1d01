package dev.tributary.parquet.encoding;

import dev.tributary.parquet.memory.ArrayPool;
import java.util.Arrays;

/** The distinct numbers of a column chunk in order of appearance; doubles as their bits. */
public final class LongDictionary {
    private static final int FIRST_VALUES = 16;

    /** Below so many values it grows in larger steps. */
    static final int FAST_GROWTH = 2048;

    /** A sparse table: whether the first slot is the right one is known in advance, so that look-ups overlap. */
    private static final int SLOTS_PER_VALUE = 4;

    /** Numbers from 0 up to this one are found in a table without a hash; a power of two. */
    private static final int SMALL = 512;

    /** For fewer at a time that table is not worth its memory. */
    private static final int MANY = 256;

    private static final char[] NO_IDS = {};

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final ArrayPool pool;
    private long[] values = new long[FIRST_VALUES];

    /** The ids of values, at their hash. The first value is nowhere: its id, 0, is in all slots that are empty. */
    private int[] slots = new int[FIRST_VALUES * SLOTS_PER_VALUE];

    private int shift = shift(slots);

    /** The ids of small numbers that were looked up in it, counted from 1. */
    private char[] small = NO_IDS;

    /** Whether no number was found to be too large for it. */
    private boolean allSmall = true;

    private int size;

    /** An empty dictionary, which grows in arrays of a pool. */
    public LongDictionary(ArrayPool pool) {
        this.pool = pool;
    }

    public int size() {
        return size;
    }

    /** The values, of which the first {@link #size} count. */
    public long[] values() {
        return values;
    }

    /** Looks up values [from, to), new ones are added, and puts their ids into an array. */
    public void ids(long[] source, int from, int to, int[] ids, int position) {
        if (size == 0) {
            values[size++] = source[from];
        }
        int next = from;
        if (allSmall && to - from >= MANY && size <= SMALL) {
            next = smallIds(source, from, to, ids, position);
            allSmall = next == to;
        }
        anyIds(source, next, to, ids, position + next - from);
    }

    /** Looks up values as long as they are small; returns where another one is. */
    private int smallIds(long[] source, int from, int to, int[] ids, int position) {
        if (small.length == 0 && (source[from] & -SMALL) == 0) {
            small = new char[SMALL];
        }
        char[] table = small;
        int target = position;
        for (int i = from; i < to; i++) {
            long value = source[i];
            if ((value & -SMALL) != 0) {
                return i;
            }
            int next = table[(int) value];
            if (next == 0) {
                next = searched(value) + 1;
                table[(int) value] = (char) next;
            }
            ids[target++] = next - 1;
        }
        return to;
    }

    private void anyIds(long[] source, int from, int to, int[] ids, int position) {
        long[] known = values;
        int[] table = slots;
        int hashShift = shift;
        int target = position;
        for (int i = from; i < to; i++) {
            long value = source[i];
            int id = table[hash(value, hashShift)];
            if (known[id] != value) {
                id = searched(value);
                known = values;
                table = slots;
                hashShift = shift;
            }
            ids[target++] = id;
        }
    }

    /** The id of a value that is not in its first slot. */
    private int searched(long value) {
        int mask = slots.length - 1;
        int slot = hash(value, shift);
        while (slots[slot] != 0) {
            if (values[slots[slot]] == value) {
                return slots[slot];
            }
            slot = slot + 1 & mask;
        }
        return values[0] == value ? 0 : add(value, slot);
    }

    public long memory() {
        return values.length * (long) Long.BYTES
                + slots.length * (long) Integer.BYTES
                + small.length * (long) Character.BYTES;
    }

    /** The memory that it takes in addition where so many values are looked up that are all new, in bytes. */
    public long growth(int more) {
        int capacity = values.length;
        while (capacity <= size + more) {
            capacity = larger(capacity);
        }
        return (capacity - values.length) * (long) (Long.BYTES + SLOTS_PER_VALUE * Integer.BYTES);
    }

    public void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(small, '\0');
        allSmall = true;
        size = 0;
    }

    /** Forgets all values and gives the arrays back. */
    public void release() {
        pool.give(values);
        pool.give(slots);
        values = new long[FIRST_VALUES];
        slots = new int[FIRST_VALUES * SLOTS_PER_VALUE];
        shift = shift(slots);
        small = NO_IDS;
        allSmall = true;
        size = 0;
    }

    private int add(long value, int slot) {
        int id = size++;
        values[id] = value;
        slots[slot] = id;
        if (size == values.length) {
            grow();
        }
        return id;
    }

    /** How many values there is room for once these are full. */
    static int larger(int full) {
        return full < FAST_GROWTH ? full * 4 : full * 2;
    }

    private void grow() {
        int capacity = larger(size);
        values = pool.grown(values, capacity);
        pool.give(slots);
        slots = pool.ints(capacity * SLOTS_PER_VALUE);
        Arrays.fill(slots, 0);
        shift = shift(slots);
        int mask = slots.length - 1;
        for (int id = 1; id < size; id++) {
            int slot = hash(values[id], shift);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = id;
        }
    }

    /** What a hash is shifted by to be a slot of the table. */
    private static int shift(int[] table) {
        return Long.SIZE - Integer.numberOfTrailingZeros(table.length);
    }

    private static int hash(long value, int shift) {
        return (int) ((value ^ value >>> Integer.SIZE) * MIX >>> shift);
    }
}
