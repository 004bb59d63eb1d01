package dev.tributary.parquet;

import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.DataType;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column for a run of rows, numbered from 0; a row without a value is null. Values are put in ascending
 * order of rows, and putting twice in one row keeps the last. Not thread-safe.
 */
public abstract sealed class ColumnBuffer permits LongBuffer, DoubleBuffer, BoolBuffer, BytesBuffer, DecimalBuffer {
    /** So many values have room in a buffer that grows from nothing: a batch of large records has no more of a column, */
    private static final int FEW = 4;

    /** and so many when it grows again. */
    private static final int SMALL = 16;

    /** More than records have together that are not large. */
    private static final int RARE_BYTES = 8 << 20;

    private static final int RARE_VALUES = 1 << 20;

    /** Present once a row was left out: until then the i-th value is that of the i-th row. */
    private int @Nullable [] rows;

    private int count;

    /** Where its arrays come from. */
    private ArrayPool pool;

    ColumnBuffer(ArrayPool pool) {
        this.pool = pool;
    }

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
        return rows == null ? index : rows[index];
    }

    /** The rows of the values; absent where the i-th value is that of the i-th row. */
    final int @Nullable [] rows() {
        return rows;
    }

    /** A buffer of the selected rows, which ascend; they are numbered anew. */
    final ColumnBuffer selected(int[] selection, int selected) {
        ColumnBuffer picked = like(this);
        picked.put(0, this, selection, selected);
        return picked;
    }

    /** Puts so many selected rows, which ascend, of another buffer of the same kind, from this row on. */
    public final void put(int firstRow, ColumnBuffer source, int[] selection, int selected) {
        int index = 0;
        for (int s = 0; s < selected; s++) {
            index = source.indexFrom(index, selection[s]);
            if (index < source.count && source.row(index) == selection[s]) {
                putFrom(firstRow + s, source, index);
            }
        }
    }

    /** The first value from an index on that belongs to a row or to a later one; there are none before that. */
    private int indexFrom(int from, int row) {
        if (rows == null || from >= count) {
            return Math.min(row, count);
        }
        int found = Arrays.binarySearch(rows, from, count, row);
        return found < 0 ? -found - 1 : found;
    }

    /** Forgets the values of all rows from this one on. */
    public final void truncate(int firstRow) {
        while (count > 0 && row(count - 1) >= firstRow) {
            count--;
        }
    }

    /** An estimate of the memory that the values take, in bytes. */
    public abstract long bytes();

    /** Sets the value of a row to the i-th value of another buffer of the same kind. */
    abstract void putFrom(int row, ColumnBuffer other, int index);

    /** How much a buffer holds: values of a kind, the bytes of these where they differ, and whether rows were left out. */
    public record Size(Class<? extends ColumnBuffer> kind, int values, int bytes, boolean sparse) {
        private Size withSpare() {
            return new Size(kind, withSpare(values), withSpare(bytes), sparse);
        }

        /** Whether that was for one record as there are few: the next one needs far less. */
        private boolean isRare() {
            return values > RARE_VALUES || bytes > RARE_BYTES;
        }

        private static int withSpare(int size) {
            return (int) Math.min(Integer.MAX_VALUE - 16L, (long) size + (size >> 3) + Long.BYTES);
        }
    }

    /** How much it holds. */
    public final Size size() {
        return new Size(getClass(), count, valueBytes(), rows != null);
    }

    /** Makes room, while there is nothing in it, for a little more than a buffer of the same kind held, in arrays of a pool. */
    public final void sizeLike(Size other, ArrayPool from) {
        if (count == 0 && other.kind() == getClass() && !other.isRare()) {
            pool = from;
            if (other.values() > SMALL) {
                Size size = other.withSpare();
                if (size.sparse()) {
                    rows = pool.ints(size.values());
                }
                sizeValues(size);
            }
        }
    }

    /** Gives its arrays to the pool from which they are. Nothing may be asked of it or put into it afterwards. */
    public final void release() {
        if (rows != null) {
            pool.give(rows);
            rows = null;
        }
        releaseValues();
    }

    final ArrayPool pool() {
        return pool;
    }

    /** How much room there is to be where that for so many values is full. */
    static int larger(int full) {
        return full == 0 ? FEW : Math.max(SMALL, full * 2);
    }

    /** The bytes that values take, where they differ in that. */
    int valueBytes() {
        return 0;
    }

    /** Makes room for values. */
    abstract void sizeValues(Size size);

    /** Gives the arrays of the values back. */
    abstract void releaseValues();

    /** The index at which the value of this row goes: a new one, or the last one when the row has a value already. */
    final int place(int row) {
        if (rows == null) {
            if (row == count) {
                return count++;
            }
            if (row > count) {
                int[] all = pool.ints(larger(count));
                for (int i = 0; i < count; i++) {
                    all[i] = i;
                }
                rows = all;
            }
        }
        return placeInRows(row);
    }

    /** The index at which the first of the values of so many rows from this one on goes; none of them has one. */
    final int place(int firstRow, int number) {
        int first = count;
        if (rows == null && firstRow == first) {
            count += number;
        } else {
            for (int i = 0; i < number; i++) {
                place(firstRow + i);
            }
        }
        return first;
    }

    /** The index at which the first of the values of these rows goes, which ascend; none of them has one. */
    final int place(int[] newRows, int number) {
        int first = count;
        if (rows == null && number > 0 && newRows[number - 1] == first + number - 1) {
            count += number;
        } else {
            for (int i = 0; i < number; i++) {
                place(newRows[i]);
            }
        }
        return first;
    }

    private int placeInRows(int row) {
        if (count > 0 && row(count - 1) >= row) {
            if (row(count - 1) > row) {
                throw new IllegalArgumentException("row " + row + " comes after row " + row(count - 1));
            }
            return count - 1;
        }
        int[] known = Objects.requireNonNull(rows);
        if (count == known.length) {
            known = pool.grown(known, larger(count));
            rows = known;
        }
        known[count] = row;
        return count++;
    }
}
