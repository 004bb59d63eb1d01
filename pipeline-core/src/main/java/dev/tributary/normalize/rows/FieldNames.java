package dev.tributary.normalize.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields by their names in UTF-8, so that a name in a text is found without being made a string.
 *
 * @param <F> the fields
 */
final class FieldNames<F> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** An odd number whose bits are spread evenly. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final List<byte[]> names = new ArrayList<>();
    private final List<F> fields = new ArrayList<>();

    /** The indexes of names by hash, plus one; at most half of it is in use. */
    private int[] slots = new int[16];

    /** The field of the name at a place of an array, or null. */
    @Nullable
    F find(byte[] array, int from, int length) {
        int mask = slots.length - 1;
        for (int slot = hash(array, from, length) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            byte[] name = names.get(slots[slot] - 1);
            if (Arrays.equals(name, 0, name.length, array, from, from + length)) {
                return fields.get(slots[slot] - 1);
            }
        }
        return null;
    }

    /** Adds a field under a name that none has. */
    void add(byte[] name, F field) {
        names.add(name);
        fields.add(field);
        if (names.size() * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int i = 0; i < names.size(); i++) {
                place(names.get(i), i + 1);
            }
        } else {
            place(name, names.size());
        }
    }

    private void place(byte[] name, int index) {
        int mask = slots.length - 1;
        int slot = hash(name, 0, name.length) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = index;
    }

    private static int hash(byte[] array, int from, int length) {
        long hash = length;
        int at = from;
        int left = length;
        for (; left >= Long.BYTES; left -= Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(array, at)) * MIX;
            hash ^= hash >>> 29;
            at += Long.BYTES;
        }
        for (; left > 0; left--) {
            hash = (hash ^ array[at++]) * MIX;
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** A name as it stands in JSON, with quotes and a colon; empty where characters of it have to be escaped. */
    static byte[] quoted(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return new byte[0];
            }
        }
        byte[] quoted = new byte[name.length + 3];
        quoted[0] = '"';
        System.arraycopy(name, 0, quoted, 1, name.length);
        quoted[name.length + 1] = '"';
        quoted[name.length + 2] = ':';
        return quoted;
    }

    /** Whether a quoted name that is not empty stands at a place of a text, which reaches up to {@code end}. */
    static boolean stands(byte[] quoted, byte[] text, int at, int end) {
        int length = quoted.length;
        if (length > end - at) {
            return false;
        }
        if (length < Long.BYTES) {
            return length > 0 && Arrays.equals(quoted, 0, length, text, at, at + length);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(quoted, i) != (long) LONGS.get(text, at + i)) {
                return false;
            }
        }
        return (long) LONGS.get(quoted, last) == (long) LONGS.get(text, at + last);
    }
}
