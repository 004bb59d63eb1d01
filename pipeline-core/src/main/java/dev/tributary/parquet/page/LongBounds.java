package dev.tributary.parquet.page;

import dev.tributary.parquet.page.LongPages.Kind;

/** The least and the greatest number of a page. What is not a number has no order and is left out. */
final class LongBounds {
    private final Kind kind;
    private boolean known;
    private long least = Long.MAX_VALUE;
    private long greatest = Long.MIN_VALUE;
    private double leastDouble = Double.POSITIVE_INFINITY;
    private double greatestDouble = Double.NEGATIVE_INFINITY;

    LongBounds(Kind kind) {
        this.kind = kind;
    }

    void add(long[] values, int from, int to) {
        if (kind == Kind.DOUBLE) {
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
        known |= to > from;
    }

    private void addDoubles(long[] values, int from, int to) {
        double low = leastDouble;
        double high = greatestDouble;
        boolean any = known;
        for (int i = from; i < to; i++) {
            double value = Double.longBitsToDouble(values[i]);
            if (value == value) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                any = true;
            }
        }
        leastDouble = low;
        greatestDouble = high;
        known = any;
    }

    /** The bounds, which are forgotten. A zero among them has the sign that leaves out neither zero. */
    Bounds end() {
        Bounds bounds = Bounds.NONE;
        if (known && kind == Kind.DOUBLE) {
            bounds = new Bounds(
                    bytes(Double.doubleToRawLongBits(leastDouble == 0 ? -0.0 : leastDouble)),
                    bytes(Double.doubleToRawLongBits(greatestDouble == 0 ? 0.0 : greatestDouble)));
        } else if (known) {
            bounds = new Bounds(bytes(least), bytes(greatest));
        }
        known = false;
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
        leastDouble = Double.POSITIVE_INFINITY;
        greatestDouble = Double.NEGATIVE_INFINITY;
        return bounds;
    }

    private byte[] bytes(long value) {
        Output out = new Output(Long.BYTES);
        if (kind == Kind.INT32) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
        return out.copy();
    }
}
