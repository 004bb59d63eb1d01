package dev.tributary.parquet;

import java.util.Arrays;

/** Floating-point numbers. */
public final class DoubleBuffer extends ColumnBuffer {
    private double[] values = new double[16];

    /** Sets the value of a row. */
    public void put(int row, double value) {
        int index = place(row);
        if (index == values.length) {
            values = Arrays.copyOf(values, index * 2);
        }
        values[index] = value;
    }

    /** The i-th value. */
    public double get(int index) {
        return values[index];
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
