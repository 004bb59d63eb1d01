package dev.tributary.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The distinct byte strings of a column chunk in order of appearance. */
final class BytesDictionary {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int NONE = -1;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final Output bytes = new Output(64);
    private int[] ends = new int[16];
    private int[] hashes = new int[16];
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

    /** The bytes of all values together. */
    int bytes() {
        return bytes.size();
    }

    byte[] array() {
        return bytes.array();
    }

    int start(int id) {
        return id == 0 ? 0 : ends[id - 1];
    }

    int length(int id) {
        return ends[id] - start(id);
    }

    /** The id of a value, a new one where it is new. */
    int id(byte[] source, int offset, int length) {
        int hash = hash(source, offset, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (true) {
            int id = slots[slot];
            if (id == NONE) {
                return add(source, offset, length, hash, slot);
            }
            if (hashes[id] == hash && equal(id, source, offset, length)) {
                return id;
            }
            slot = slot + 1 & mask;
        }
    }

    long memory() {
        return bytes.array().length + (ends.length * 2L + slots.length) * Integer.BYTES;
    }

    private boolean equal(int id, byte[] source, int offset, int length) {
        int start = start(id);
        return Arrays.equals(bytes.array(), start, ends[id], source, offset, offset + length);
    }

    private int add(byte[] source, int offset, int length, int hash, int slot) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        bytes.write(source, offset, length);
        ends[size] = bytes.size();
        hashes[size] = hash;
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
            int slot = hashes[id] & mask;
            while (slots[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            slots[slot] = id;
        }
    }

    private static int hash(byte[] source, int offset, int length) {
        long hash = length * MIX;
        int i = offset;
        int end = offset + length;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(source, i)) * MIX;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (int shift = 0; i < end; i++, shift += 8) {
            rest |= (source[i] & 0xFFL) << shift;
        }
        hash = (hash ^ rest) * MIX;
        return (int) (hash >>> 32 ^ hash >>> 47);
    }
}
