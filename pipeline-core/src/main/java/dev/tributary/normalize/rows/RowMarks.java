package dev.tributary.normalize.rows;

import java.util.Arrays;

/** Numbers of rows, in rising order, from which the last ones can be taken back. */
final class RowMarks {
    private int[] rows = {};
    private int size;

    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(8, size * 2));
        }
        rows[size++] = row;
    }

    /** Takes back those of that row and the ones behind it. */
    void forget(int firstRow) {
        while (size > 0 && rows[size - 1] >= firstRow) {
            size--;
        }
    }

    int size() {
        return size;
    }
}
