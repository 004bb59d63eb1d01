package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.RunLength;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which rows of the open page have a value. */
final class Levels {
    private long[] present = new long[1];
    private int rows;
    private int values;

    int rows() {
        return rows;
    }

    int values() {
        return values;
    }

    int nulls() {
        return rows - values;
    }

    /** Adds rows without a value. */
    void addNulls(int count) {
        grow(rows + count);
        rows += count;
    }

    /**
     * Adds rows, of which those at {@code valueRows[from..to)}, counted from the first row, have a value; where there is no
     * such array, the first ones.
     */
    void add(int count, int @Nullable [] valueRows, int from, int to, int firstRow) {
        grow(rows + count);
        if (valueRows == null || to - from == count) {
            set(rows, rows + to - from);
        } else {
            set(valueRows, from, to, rows - firstRow);
        }
        values += to - from;
        rows += count;
    }

    /** Sets the bits of rows, which ascend, moved by a shift; each word is written once. */
    private void set(int[] valueRows, int from, int to, int shift) {
        int index = 0;
        long word = present[0];
        for (int i = from; i < to; i++) {
            int row = valueRows[i] + shift;
            if (row >> 6 != index) {
                present[index] = word;
                index = row >> 6;
                word = present[index];
            }
            word |= 1L << row;
        }
        present[index] = word;
    }

    private void set(int from, int to) {
        for (int i = from; i < to; ) {
            int upTo = Math.min(to, (i | 63) + 1);
            int length = upTo - i;
            present[i >> 6] |= (length == 64 ? -1L : (1L << length) - 1) << i;
            i = upTo;
        }
    }

    void clear() {
        Arrays.fill(present, 0, Math.min(present.length, (rows >> 6) + 1), 0);
        rows = 0;
        values = 0;
    }

    /** Writes them as a data page of version 1 has them: their length in four bytes, then runs. */
    void write(RunLength runs, Output out) {
        int start = out.size();
        out.putInt(0);
        runs.bits(present, rows, out);
        out.setInt(start, out.size() - start - Integer.BYTES);
    }

    long memory() {
        return present.length * (long) Long.BYTES;
    }

    private void grow(int needed) {
        int words = (needed >> 6) + 1;
        if (words > present.length) {
            present = Arrays.copyOf(present, Math.max(words, present.length * 2));
        }
    }
}
