package dev.tributary.parquet;

import dev.tributary.parquet.memory.ArrayPool;
import java.util.Arrays;

/** Truth values. */
public final class BoolBuffer extends ColumnBuffer {
    private boolean[] values = new boolean[16];

    public BoolBuffer() {
        super(ArrayPool.NONE);
    }

    /** Sets the value of a row. */
    public void put(int row, boolean value) {
        int index = place(row);
        if (index == values.length) {
            values = Arrays.copyOf(values, index * 2);
        }
        values[index] = value;
    }

    /** Sets the values of so many rows from this one on, which have none yet. */
    public void put(int firstRow, boolean[] source, int number) {
        int index = place(firstRow, number);
        if (count() > values.length) {
            values = Arrays.copyOf(values, Math.max(count(), index * 2));
        }
        System.arraycopy(source, 0, values, index, number);
    }

    /** The i-th value. */
    public boolean get(int index) {
        return values[index];
    }

    /** The array of the values. */
    boolean[] values() {
        return values;
    }

    @Override
    void sizeValues(Size size) {
        values = new boolean[size.values()];
    }

    @Override
    void releaseValues() {
        values = new boolean[0];
    }

    @Override
    void putFrom(int row, ColumnBuffer other, int index) {
        put(row, ((BoolBuffer) other).get(index));
    }

    @Override
    public long bytes() {
        return count() * 5L;
    }
}
