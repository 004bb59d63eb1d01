package dev.tributary.parquet.page;

import java.util.Arrays;

/** The distinct numbers of a column chunk in order of appearance; doubles as their bits. */
final class LongDictionary {
    private static final int NONE = -1;

    private long[] values = new long[16];
    private int[] slots = filled(32);
    private int size;

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    int size() {
        return size;
    }

    long get(int id) {
        return values[id];
    }

    /** The id of a value, a new one where it is new. */
    int id(long value) {
        int mask = slots.length - 1;
        int slot = hash(value) & mask;
        while (true) {
            int id = slots[slot];
            if (id == NONE) {
                return add(value, slot);
            }
            if (values[id] == value) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    long memory() {
        return values.length * (long) Long.BYTES + slots.length * (long) Integer.BYTES;
    }

    private int add(long value, int slot) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        slots[slot] = size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = filled(slots.length * 2);
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hash(values[id]) & mask;
            while (slots[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            slots[slot] = id;
        }
    }

    private static int hash(long value) {
        long mixed = value * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32 ^ mixed >>> 47);
    }
}
