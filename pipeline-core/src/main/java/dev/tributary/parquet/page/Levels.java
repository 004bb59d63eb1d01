package dev.tributary.parquet.page;

import java.util.Arrays;

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

    /** Adds rows that all have a value, or all have none. */
    void add(int count, boolean hasValue) {
        grow(rows + count);
        if (hasValue) {
            int end = rows + count;
            for (int i = rows; i < end; ) {
                int upTo = Math.min(end, (i | 63) + 1);
                int length = upTo - i;
                present[i >> 6] |= (length == 64 ? -1L : (1L << length) - 1) << i;
                i = upTo;
            }
            values += count;
        }
        rows += count;
    }

    /** Adds rows, of which those at {@code valueRows[from..to)}, counted from the first row, have a value. */
    void add(int count, int[] valueRows, int from, int to, int firstRow) {
        if (to - from == count) {
            add(count, true);
            return;
        }
        grow(rows + count);
        for (int i = from; i < to; i++) {
            int row = rows + valueRows[i] - firstRow;
            present[row >> 6] |= 1L << row;
        }
        values += to - from;
        rows += count;
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
