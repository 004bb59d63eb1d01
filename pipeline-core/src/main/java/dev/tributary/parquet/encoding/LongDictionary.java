package dev.tributary.parquet.encoding;

import java.util.Arrays;

/** The distinct numbers of a column chunk in order of appearance; doubles as their bits. */
public final class LongDictionary {
    private static final int FIRST_SLOTS = 32;

    /** Below so many values it grows in larger steps. */
    static final int FAST_GROWTH = 2048;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private long[] values = new long[FIRST_SLOTS / 2];

    /** A value is found in a slot with its number, counted from 1; 0 is an empty slot. */
    private long[] keys = new long[FIRST_SLOTS];

    private int[] numbers = new int[FIRST_SLOTS];
    private int size;

    public int size() {
        return size;
    }

    /** The values, of which the first {@link #size} count. */
    public long[] values() {
        return values;
    }

    /** Looks up values [from, to), new ones are added, and puts their ids into an array. */
    public void ids(long[] source, int from, int to, int[] ids, int position) {
        int target = position;
        long last = source[from];
        int id = id(last);
        for (int i = from; i < to; i++) {
            long value = source[i];
            if (value != last) {
                last = value;
                id = id(value);
            }
            ids[target++] = id;
        }
    }

    private int id(long value) {
        long[] known = keys;
        int mask = known.length - 1;
        int slot = hash(value) & mask;
        while (known[slot] != value || numbers[slot] == 0) {
            if (numbers[slot] == 0) {
                return add(value, slot);
            }
            slot = slot + 1 & mask;
        }
        return numbers[slot] - 1;
    }

    public long memory() {
        return (values.length + keys.length) * (long) Long.BYTES + numbers.length * (long) Integer.BYTES;
    }

    public void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }

    private int add(long value, int slot) {
        values[size++] = value;
        keys[slot] = value;
        numbers[slot] = size;
        if (size == values.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        int capacity = size < FAST_GROWTH ? size * 4 : size * 2;
        values = Arrays.copyOf(values, capacity);
        keys = new long[capacity * 2];
        numbers = new int[capacity * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hash(values[i]) & mask;
            while (numbers[slot] != 0) {
                slot = slot + 1 & mask;
            }
            keys[slot] = values[i];
            numbers[slot] = i + 1;
        }
    }

    private static int hash(long value) {
        long mixed = value * MIX;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }
}
