package dev.tributary.parquet.page;

import java.util.Arrays;

/** The least and the greatest byte string of a page. */
final class BytesBounds {
    private final boolean signed;
    private boolean known;
    private byte[] least = {};
    private byte[] greatest = {};

    /** The first and the second eight bytes of these as numbers that are ordered as they are. */
    private long least1;

    private long least2;
    private long greatest1;
    private long greatest2;

    BytesBounds(boolean signed) {
        this.signed = signed;
    }

    void add(Bytes values, int from, int to) {
        int start = values.start(from);
        for (int i = from; i < to; i++) {
            int end = values.ends()[i];
            add(values.array(), start, end - start);
            start = end + values.gap();
        }
    }

    void add(byte[] array, int start, int length) {
        long first = Words.prefix(array, start, length) ^ (signed ? 0 : Long.MIN_VALUE);
        if (known && first > least1 && first < greatest1) {
            return;
        }
        long second = Words.prefix(array, start + Long.BYTES, length - Long.BYTES) ^ Long.MIN_VALUE;
        if (!known) {
            known = true;
            setLeast(array, start, length, first, second);
            setGreatest(array, start, length, first, second);
            return;
        }
        if (first < least1
                || first == least1
                        && (second < least2 || second == least2 && compare(array, start, length, least) < 0)) {
            setLeast(array, start, length, first, second);
        } else if (first > greatest1
                || first == greatest1
                        && (second > greatest2 || second == greatest2 && compare(array, start, length, greatest) > 0)) {
            setGreatest(array, start, length, first, second);
        }
    }

    private void setLeast(byte[] array, int start, int length, long first, long second) {
        least = Arrays.copyOfRange(array, start, start + length);
        least1 = first;
        least2 = second;
    }

    private void setGreatest(byte[] array, int start, int length, long first, long second) {
        greatest = Arrays.copyOfRange(array, start, start + length);
        greatest1 = first;
        greatest2 = second;
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
