package dev.tributary.parquet;

import dev.tributary.parquet.memory.ArrayPool;

/** Integers, timestamps (microseconds since 1970, UTC), dates (days since 1970) or times (microseconds of the day). */
public final class LongBuffer extends ColumnBuffer {
    private static final long[] NO_VALUES = {};

    private long[] values = NO_VALUES;

    public LongBuffer() {
        super(ArrayPool.NONE);
    }

    /** An empty buffer with room for so many values, in an array of a pool. */
    public LongBuffer(int capacity, ArrayPool pool) {
        super(pool);
        values = pool.longs(capacity);
    }

    /** Sets the value of a row. */
    public void put(int row, long value) {
        int index = place(row);
        if (index == values.length) {
            values = pool().grown(values, larger(index));
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
            values = pool().grown(values, Math.max(count(), larger(index)));
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
    void sizeValues(Size size) {
        values = pool().grown(values, size.values());
    }

    @Override
    void releaseValues() {
        pool().give(values);
        values = NO_VALUES;
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
