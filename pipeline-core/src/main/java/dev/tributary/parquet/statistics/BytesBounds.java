package dev.tributary.parquet.statistics;

import dev.tributary.parquet.encoding.Bytes;
import dev.tributary.parquet.encoding.Words;
import java.util.Arrays;

/** The least and the greatest byte string of a page. */
public final class BytesBounds {
    private static final byte[] NOTHING = {};

    private final boolean signed;
    private boolean known;
    private byte[] ownLeast = NOTHING;
    private byte[] ownGreatest = NOTHING;

    /** Where the bounds are: in the arrays that values came in until they are settled. */
    private byte[] least = NOTHING;

    private int leastFrom;
    private int leastLength;
    private byte[] greatest = NOTHING;
    private int greatestFrom;
    private int greatestLength;

    /** The first and the second eight bytes of these as numbers that are ordered as they are. */
    private long least1;

    private long least2;
    private long greatest1;
    private long greatest2;

    public BytesBounds(boolean signed) {
        this.signed = signed;
    }

    public void add(Bytes values, int from, int to) {
        byte[] array = values.array();
        int start = values.start(from);
        for (int i = from; i < to; i++) {
            int length = values.ends()[i] - start;
            add(array, start, length);
            start += length + values.gap();
        }
        settle();
    }

    /** Takes a value into account. {@link #settle} must follow before the array changes. */
    public void add(byte[] array, int start, int length) {
        long first = Words.prefix(array, start, length) ^ (signed ? 0 : Long.MIN_VALUE);
        if (first > least1 && first < greatest1 && known) {
            return;
        }
        long second = Words.prefix(array, start + Long.BYTES, length - Long.BYTES) ^ Long.MIN_VALUE;
        if (!known
                || first < least1
                || first == least1
                        && (second < least2
                                || second == least2
                                        && compare(array, start, length, least, leastFrom, leastLength) < 0)) {
            least = array;
            leastFrom = start;
            leastLength = length;
            least1 = first;
            least2 = second;
        }
        if (!known
                || first > greatest1
                || first == greatest1
                        && (second > greatest2
                                || second == greatest2
                                        && compare(array, start, length, greatest, greatestFrom, greatestLength) > 0)) {
            greatest = array;
            greatestFrom = start;
            greatestLength = length;
            greatest1 = first;
            greatest2 = second;
        }
        known = true;
    }

    /** Copies the bounds out of the arrays that they came in. */
    public void settle() {
        boolean same = least == greatest && leastFrom == greatestFrom && leastLength == greatestLength;
        if (least != ownLeast) {
            ownLeast = Arrays.copyOfRange(least, leastFrom, leastFrom + leastLength);
            least = ownLeast;
            leastFrom = 0;
        }
        if (greatest != ownGreatest) {
            ownGreatest = same ? ownLeast : Arrays.copyOfRange(greatest, greatestFrom, greatestFrom + greatestLength);
            greatest = ownGreatest;
            greatestFrom = 0;
        }
    }

    private int compare(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        return signed
                ? ValueOrder.compareDecimals(a, aFrom, aLength, b, bFrom, bLength)
                : Arrays.compareUnsigned(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
    }

    /** The bounds, which are forgotten. */
    public Bounds end() {
        Bounds bounds = known ? new Bounds(ownLeast, ownGreatest) : Bounds.NONE;
        known = false;
        ownLeast = NOTHING;
        ownGreatest = NOTHING;
        least = NOTHING;
        greatest = NOTHING;
        return bounds;
    }
}
