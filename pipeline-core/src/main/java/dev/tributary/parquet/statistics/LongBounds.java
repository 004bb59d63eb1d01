package dev.tributary.parquet.statistics;

/** The least and the greatest number of a page. What is not a number has no order and is left out. */
public final class LongBounds {
    private static final long POSITIVE_INFINITY = ordered(Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));
    private static final long NEGATIVE_INFINITY = ordered(Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY));

    private final boolean doubles;
    private final int width;

    /** Doubles as numbers that are ordered as they are. */
    private long least = Long.MAX_VALUE;

    private long greatest = Long.MIN_VALUE;

    /** Bounds of numbers with the order of INT32, INT64 or DOUBLE. */
    public LongBounds(ValueOrder order) {
        this.doubles = order == ValueOrder.DOUBLE;
        this.width = order == ValueOrder.INT32 ? Integer.BYTES : Long.BYTES;
    }

    public void add(long[] values, int from, int to) {
        if (doubles) {
            addDoubles(values, from, to);
            return;
        }
        long low = least;
        long high = greatest;
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        least = low;
        greatest = high;
    }

    private void addDoubles(long[] values, int from, int to) {
        long low = least;
        long high = greatest;
        for (int i = from; i < to; i++) {
            long value = ordered(values[i]);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (low < NEGATIVE_INFINITY || high > POSITIVE_INFINITY) {
            addNumbers(values, from, to);
        } else {
            least = low;
            greatest = high;
        }
    }

    /** What is not a number is beyond one of the infinities. */
    private void addNumbers(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            long value = ordered(values[i]);
            if (value >= NEGATIVE_INFINITY && value <= POSITIVE_INFINITY) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
    }

    /** Turns the bits of a double into a number, and that number into the bits. */
    public static long ordered(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    /** The bounds, which are forgotten. A zero among them has the sign that leaves out neither zero. */
    public Bounds end() {
        Bounds bounds = Bounds.NONE;
        if (least <= greatest) {
            bounds = doubles
                    ? new Bounds(
                            bytes(least == 0 ? ordered(-1) : ordered(least)),
                            bytes(ordered(greatest == -1 ? 0 : greatest)))
                    : new Bounds(bytes(least), bytes(greatest));
        }
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
        return bounds;
    }

    private byte[] bytes(long value) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> Byte.SIZE * i);
        }
        return bytes;
    }
}
