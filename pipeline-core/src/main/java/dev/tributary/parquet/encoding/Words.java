package dev.tributary.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of arrays as numbers, and runs of bytes that are mostly short. */
public final class Words {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** From this length on a call that copies memory pays off. */
    private static final int SHORT = 64;

    /** So many bytes are copied however few there are. */
    static final int SLACK = 2 * Long.BYTES;

    /** The bits of so many bytes of a number, the first in its lowest bits. */
    private static final long[] MASKS = new long[Long.BYTES + 1];

    static {
        for (int i = 1; i < MASKS.length; i++) {
            MASKS[i] = MASKS[i - 1] << Byte.SIZE | 0xFF;
        }
    }

    private Words() {}

    public static int getInt(byte[] array, int position) {
        return (int) INTS.get(array, position);
    }

    public static void setInt(byte[] array, int position, int value) {
        INTS.set(array, position, value);
    }

    public static long getLong(byte[] array, int position) {
        return (long) LONGS.get(array, position);
    }

    public static void setLong(byte[] array, int position, long value) {
        LONGS.set(array, position, value);
    }

    /** The first bytes, at most eight, as a number that is ordered as they are when unsigned; what lacks is zero. */
    public static long prefix(byte[] array, int start, int length) {
        if (start + Long.BYTES <= array.length) {
            long first = (long) BIG_LONGS.get(array, start);
            return length >= Long.BYTES ? first : length <= 0 ? 0 : first & -1L << Long.SIZE - length * Byte.SIZE;
        }
        long first = 0;
        for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
            first |= (array[start + i] & 0xFFL) << Long.SIZE - Byte.SIZE * (i + 1);
        }
        return first;
    }

    /** The bytes, fewer than eight, as a number, the first in its lowest bits. */
    public static long tail(byte[] array, int start, int length) {
        if (start + Long.BYTES <= array.length) {
            return getLong(array, start) & ~(-1L << length * Byte.SIZE);
        }
        long tail = 0;
        for (int i = 0; i < length; i++) {
            tail |= (array[start + i] & 0xFFL) << Byte.SIZE * i;
        }
        return tail;
    }

    /** The bits of so many bytes, at most eight, the first in the lowest bits. */
    static long mask(int length) {
        return MASKS[length];
    }

    /** The first bytes, at most eight, as a number. */
    public static long first(byte[] array, int start, int length) {
        return start + Long.BYTES <= array.length
                ? getLong(array, start) & MASKS[Math.min(length, Long.BYTES)]
                : tail(array, start, length);
    }

    /** The last eight bytes as a number; where there are not so many, the first ones. */
    public static long last(byte[] array, int start, int length) {
        return first(array, start + Math.max(0, length - Long.BYTES), length);
    }

    public static boolean equal(byte[] a, int aStart, byte[] b, int bStart, int length) {
        long different =
                first(a, aStart, length) ^ first(b, bStart, length) | last(a, aStart, length) ^ last(b, bStart, length);
        for (int i = Long.BYTES; i < length - Long.BYTES && different == 0; i += Long.BYTES) {
            different = getLong(a, aStart + i) ^ getLong(b, bStart + i);
        }
        return different == 0;
    }

    /** How many bytes two runs have in common at their beginnings. */
    public static int common(byte[] array, int a, int aLength, int b, int bLength) {
        int length = Math.min(aLength, bLength);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long different = getLong(array, a + i) ^ getLong(array, b + i);
            if (different != 0) {
                return i + (Long.numberOfTrailingZeros(different) >>> 3);
            }
        }
        if (i == length) {
            return i;
        }
        int last = Math.max(0, length - Long.BYTES);
        long different = last(array, a, length) ^ last(array, b, length);
        return different == 0 ? length : last + (Long.numberOfTrailingZeros(different) >>> 3);
    }

    /** Copies bytes; up to {@link #SLACK} behind them in the target may be overwritten, if it has these. */
    public static void copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length > SHORT || from + length + SLACK > source.length || to + length + SLACK > target.length) {
            System.arraycopy(source, from, target, to, length);
            return;
        }
        setLong(target, to, getLong(source, from));
        setLong(target, to + Long.BYTES, getLong(source, from + Long.BYTES));
        for (int i = SLACK; i < length; i += Long.BYTES) {
            setLong(target, to + i, getLong(source, from + i));
        }
    }
}
