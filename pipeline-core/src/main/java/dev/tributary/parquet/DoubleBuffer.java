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

    /** Sets the values of so many rows from this one on, which have none yet. */
    public void put(int firstRow, double[] source, int number) {
        copy(source, number, place(firstRow, number));
    }

    /** Sets the values of so many of these rows, which ascend and have none yet. */
    public void put(int[] rows, double[] source, int number) {
        copy(source, number, place(rows, number));
    }

    private void copy(double[] source, int number, int index) {
        if (count() > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(count(), index * 2));
        }
        for (int i = 0; i < number; i++) {
            bits[index + i] = Double.doubleToRawLongBits(source[i]);
        }
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
    void sizeValues(Size size, ArrayPool pool) {
        bits = pool.longs(size.values());
    }

    @Override
    void releaseValues(ArrayPool pool) {
        pool.give(bits);
        bits = new long[0];
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
