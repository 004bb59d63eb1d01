package dev.tributary.parquet;

import java.util.Arrays;

/** Integers, timestamps (microseconds since 1970, UTC), dates (days since 1970) or times (microseconds of the day). */
public final class LongBuffer extends ColumnBuffer {
    private long[] values;

    public LongBuffer() {
        this(16);
    }

    /** An empty buffer with room for so many values. */
    public LongBuffer(int capacity) {
        values = new long[Math.max(1, capacity)];
    }

    /** Sets the value of a row. */
    public void put(int row, long value) {
        int index = place(row);
        if (index == values.length) {
            values = Arrays.copyOf(values, index * 2);
        }
        values[index] = value;
    }

    /** Sets the values of so many rows from this one on, which have none yet. */
    public void put(int firstRow, long[] source, int number) {
        copy(source, number, place(firstRow, number));
    }

    /** Sets the values of so many of these rows, which ascend and have none yet. */
    public void put(int[] rows, long[] source, int number) {
        copy(source, number, place(rows, number));
    }

    private void copy(long[] source, int number, int index) {
        if (count() > values.length) {
            values = Arrays.copyOf(values, Math.max(count(), index * 2));
        }
        System.arraycopy(source, 0, values, index, number);
    }

    /** The i-th value. */
    public long get(int index) {
        return values[index];
    }

    /** The array of the values. */
    long[] values() {
        return values;
    }

    @Override
    void sizeValues(Size size, ArrayPool pool) {
        values = pool.longs(size.values());
    }

    @Override
    void releaseValues(ArrayPool pool) {
        pool.give(values);
        values = new long[0];
    }

    @Override
    void putFrom(int row, ColumnBuffer other, int index) {
        put(row, ((LongBuffer) other).get(index));
    }

    @Override
    public long bytes() {
        return count() * 12L;
    }
}
