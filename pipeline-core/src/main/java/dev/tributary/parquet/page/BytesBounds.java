package dev.tributary.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The least and the greatest byte string of a page. */
final class BytesBounds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final boolean signed;
    private boolean known;
    private byte[] least = {};
    private byte[] greatest = {};
    private long leastStart;
    private long greatestStart;

    BytesBounds(boolean signed) {
        this.signed = signed;
    }

    void add(Bytes values, int from, int to) {
        byte[] array = values.array();
        for (int i = from; i < to; i++) {
            int start = values.start(i);
            int length = values.length(i);
            long first = first(array, start, length);
            if (!known) {
                known = true;
                least = Arrays.copyOfRange(array, start, start + length);
                greatest = least;
                leastStart = first;
                greatestStart = first;
            } else if (first <= leastStart && (first < leastStart || compare(array, start, length, least) < 0)) {
                least = Arrays.copyOfRange(array, start, start + length);
                leastStart = first;
            } else if (first >= greatestStart
                    && (first > greatestStart || compare(array, start, length, greatest) > 0)) {
                greatest = Arrays.copyOfRange(array, start, start + length);
                greatestStart = first;
            }
        }
    }

    /** The first eight bytes as a number that is ordered as they are; what lacks is zero. */
    private long first(byte[] array, int start, int length) {
        long first = 0;
        if (start + Long.BYTES <= array.length) {
            first = (long) LONGS.get(array, start);
            if (length < Long.BYTES) {
                first = length == 0 ? 0 : first & -1L << Long.SIZE - length * Byte.SIZE;
            }
        } else {
            for (int i = 0; i < Math.min(length, Long.BYTES); i++) {
                first |= (array[start + i] & 0xFFL) << Long.SIZE - Byte.SIZE * (i + 1);
            }
        }
        return signed ? first : first ^ Long.MIN_VALUE;
    }

    private int compare(byte[] array, int start, int length, byte[] other) {
        return signed
                ? ValueOrder.compareDecimals(array, start, length, other)
                : Arrays.compareUnsigned(array, start, start + length, other, 0, other.length);
    }

    /** The bounds, which are forgotten. */
    Bounds end() {
        Bounds bounds = known ? new Bounds(least, greatest) : Bounds.NONE;
        known = false;
        least = new byte[0];
        greatest = least;
        return bounds;
    }
}
