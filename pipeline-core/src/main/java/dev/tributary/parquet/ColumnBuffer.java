package dev.tributary.parquet;

import dev.tributary.schema.DataType;
import java.util.Arrays;

/**
 * The values of one column for a run of rows, numbered from 0; a row without a value is null. Values are put in ascending
 * order of rows, and putting twice in one row keeps the last. Not thread-safe.
 */
public abstract sealed class ColumnBuffer permits LongBuffer, DoubleBuffer, BoolBuffer, BytesBuffer, DecimalBuffer {
    private int[] rows = new int[16];
    private int count;

    /** An empty buffer for a column's type. */
    public static ColumnBuffer of(DataType type) {
        return switch (type) {
            case BIGINT, TIMESTAMP, DATE, TIME -> new LongBuffer();
            case DOUBLE -> new DoubleBuffer();
            case BOOL -> new BoolBuffer();
            case TEXT, JSON, BINARY -> new BytesBuffer();
            case DECIMAL, WEI -> new DecimalBuffer();
        };
    }

    /** An empty buffer of the same kind. */
    static ColumnBuffer like(ColumnBuffer other) {
        if (other instanceof LongBuffer) {
            return new LongBuffer();
        }
        if (other instanceof DoubleBuffer) {
            return new DoubleBuffer();
        }
        if (other instanceof BoolBuffer) {
            return new BoolBuffer();
        }
        return other instanceof BytesBuffer ? new BytesBuffer() : new DecimalBuffer();
    }

    /** How many values there are. */
    public final int count() {
        return count;
    }

    /** The row of the i-th value. */
    public final int row(int index) {
        return rows[index];
    }

    /** The rows of the values. */
    final int[] rows() {
        return rows;
    }

    /** A buffer of the selected rows, which ascend; they are numbered anew. */
    final ColumnBuffer selected(int[] selection, int selected) {
        ColumnBuffer picked = like(this);
        int i = 0;
        for (int s = 0; s < selected; s++) {
            while (i < count && rows[i] < selection[s]) {
                i++;
            }
            if (i < count && rows[i] == selection[s]) {
                picked.putFrom(s, this, i);
            }
        }
        return picked;
    }

    /** Forgets the values of all rows from this one on. */
    public final void truncate(int firstRow) {
        while (count > 0 && rows[count - 1] >= firstRow) {
            count--;
        }
    }

    /** An estimate of the memory that the values take, in bytes. */
    public abstract long bytes();

    /** Sets the value of a row to the i-th value of another buffer of the same kind. */
    abstract void putFrom(int row, ColumnBuffer other, int index);

    /** The index at which the value of this row goes: a new one, or the last one when the row has a value already. */
    final int place(int row) {
        if (count > 0 && rows[count - 1] >= row) {
            if (rows[count - 1] > row) {
                throw new IllegalArgumentException("row " + row + " comes after row " + rows[count - 1]);
            }
            return count - 1;
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
        }
        rows[count] = row;
        return count++;
    }
}
