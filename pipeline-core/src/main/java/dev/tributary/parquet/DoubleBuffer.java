package dev.tributary.parquet;

import java.util.Arrays;

/** Floating-point numbers. */
public final class DoubleBuffer extends ColumnBuffer {
    private long[] bits = new long[16];

    /** Sets the value of a row. */
    public void put(int row, double value) {
        int index = place(row);
        if (index == bits.length) {
            bits = Arrays.copyOf(bits, index * 2);
        }
        bits[index] = Double.doubleToRawLongBits(value);
    }

    /** The i-th value. */
    public double get(int index) {
        return Double.longBitsToDouble(bits[index]);
    }

    /** The values as their bits. */
    long[] bits() {
        return bits;
    }

    @Override
    void sizeValues(int capacity, ColumnBuffer other) {
        bits = new long[capacity];
    }

    @Override
    void putFrom(int row, ColumnBuffer other, int index) {
        put(row, ((DoubleBuffer) other).get(index));
    }

    @Override
    public long bytes() {
        return count() * 12L;
    }
}
