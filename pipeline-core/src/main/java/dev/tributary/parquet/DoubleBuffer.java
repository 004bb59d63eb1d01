package dev.tributary.parquet;

import dev.tributary.parquet.memory.ArrayPool;

/** Floating-point numbers. */
public final class DoubleBuffer extends ColumnBuffer {
    private static final long[] NO_VALUES = {};

    private long[] bits = NO_VALUES;

    public DoubleBuffer() {
        super(ArrayPool.NONE);
    }

    /** Sets the value of a row. */
    public void put(int row, double value) {
        int index = place(row);
        if (index == bits.length) {
            bits = pool().grown(bits, larger(index));
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
            bits = pool().grown(bits, Math.max(count(), larger(index)));
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
    void sizeValues(Size size) {
        bits = pool().grown(bits, size.values());
    }

    @Override
    void releaseValues() {
        pool().give(bits);
        bits = NO_VALUES;
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
