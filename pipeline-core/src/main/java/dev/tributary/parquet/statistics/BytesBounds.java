package dev.tributary.parquet.statistics;

import dev.tributary.parquet.encoding.Bytes;
import dev.tributary.parquet.encoding.Words;
import java.util.Arrays;

/** The least and the greatest byte string of a page. */
public final class BytesBounds {
    /** A longer bound is cut to one byte more than this: readers get none so long, so the rest makes no difference. */
    public static final int MAX_LENGTH = 4096;

    /** What begins below this, the first byte of the last characters of Unicode, has a short upper bound, however long it is. */
    private static final int NEAR_THE_END = 0xF4;

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

    /** How many bytes at their beginnings both have in common. */
    private int shared;

    /** The first and the last eight of these as numbers. */
    private long sharedHead;

    private long sharedTail;

    /** The eight bytes behind these as numbers that are ordered as they are. */
    private long leastNext;

    private long greatestNext;

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
        if (!known || shared > 0 && (length < shared || !beginsAlike(array, start))) {
            addOther(array, start, length);
            return;
        }
        long next = next(array, start, length);
        if (next > leastNext && next < greatestNext) {
            return;
        }
        boolean whole = length - shared <= Long.BYTES;
        if (next < leastNext
                || next == leastNext
                        && !(whole && length == leastLength)
                        && compare(array, start, length, least, leastFrom, leastLength) < 0) {
            setLeast(array, start, length);
            leastNext = next;
        }
        if (next > greatestNext
                || next == greatestNext
                        && !(whole && length == greatestLength)
                        && compare(array, start, length, greatest, greatestFrom, greatestLength) > 0) {
            setGreatest(array, start, length);
            greatestNext = next;
        }
    }

    /** Whether a value that is long enough begins with the bytes that both bounds begin with. */
    private boolean beginsAlike(byte[] array, int start) {
        if (Words.first(array, start, shared) != sharedHead || Words.last(array, start, shared) != sharedTail) {
            return false;
        }
        for (int i = Long.BYTES; i < shared - Long.BYTES; i += Long.BYTES) {
            if (Words.getLong(array, start + i) != Words.getLong(least, leastFrom + i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes a value into account that does not begin as the bounds do. */
    private void addOther(byte[] array, int start, int length) {
        if (!known || compare(array, start, length, least, leastFrom, leastLength) < 0) {
            setLeast(array, start, length);
        }
        if (!known || compare(array, start, length, greatest, greatestFrom, greatestLength) > 0) {
            setGreatest(array, start, length);
        }
        known = true;
        if (!signed) {
            int different = Arrays.mismatch(
                    least, leastFrom, leastFrom + leastLength, greatest, greatestFrom, greatestFrom + greatestLength);
            shared = Math.min(different < 0 ? leastLength : different, MAX_LENGTH + 1);
            sharedHead = Words.first(least, leastFrom, shared);
            sharedTail = Words.last(least, leastFrom, shared);
        }
        leastNext = next(least, leastFrom, leastLength);
        greatestNext = next(greatest, greatestFrom, greatestLength);
    }

    private long next(byte[] array, int start, int length) {
        return Words.prefix(array, start + shared, length - shared) ^ (signed ? 0 : Long.MIN_VALUE);
    }

    private void setLeast(byte[] array, int start, int length) {
        least = array;
        leastFrom = start;
        leastLength = length;
    }

    private void setGreatest(byte[] array, int start, int length) {
        greatest = array;
        greatestFrom = start;
        greatestLength = length;
    }

    /** Copies the bounds out of the arrays that they came in. */
    public void settle() {
        leastLength = Math.min(leastLength, MAX_LENGTH + 1);
        if (greatestLength > MAX_LENGTH && (greatest[greatestFrom] & 0xFF) < NEAR_THE_END) {
            greatestLength = MAX_LENGTH + 1;
        }
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
        setLeast(NOTHING, 0, 0);
        setGreatest(NOTHING, 0, 0);
        return bounds;
    }
}
