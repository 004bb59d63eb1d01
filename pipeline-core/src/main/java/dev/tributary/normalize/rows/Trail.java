package dev.tributary.normalize.rows;

import java.util.Arrays;

/**
 * The way from the record to the object at hand, as position codes, from which the order of new columns and tables
 * follows. Those of the row at hand begin where it was descended to.
 */
final class Trail {
    /** Objects come after the values and lists around them, the last one first; values count up from 0. */
    private static final int OBJECT_CODE = Integer.MAX_VALUE / 2;

    private int[] codes = new int[32];
    private int length;
    private int base;

    /** Begins at a record. */
    void restart() {
        length = 0;
        base = 0;
    }

    /** Enters an object that is the value of the field at a position. */
    void enter(int position) {
        push(OBJECT_CODE + (OBJECT_CODE - position));
    }

    /** Leaves the object entered last. */
    void leave() {
        length--;
    }

    /** Goes to a row of a child table, an element of the list at a position; give the result to {@link #ascend}. */
    int descend(int position, int index) {
        int outer = base;
        push(position);
        push(index);
        base = length;
        return outer;
    }

    /** Comes back from a row of a child table. */
    void ascend(int outer) {
        length = base - 2;
        base = outer;
    }

    /** Where the field at a position is met in a row, from that row on. */
    int[] inRow(int row, int position) {
        return met(base, row, position);
    }

    /** Where the field at a position is met in a record, from the record on. */
    int[] inRecord(int record, int position) {
        return met(0, record, position);
    }

    private int[] met(int from, int first, int position) {
        int depth = length - from;
        int[] met = new int[depth + 2];
        met[0] = first;
        System.arraycopy(codes, from, met, 1, depth);
        met[depth + 1] = position;
        return met;
    }

    private void push(int code) {
        if (length == codes.length) {
            codes = Arrays.copyOf(codes, length * 2);
        }
        codes[length++] = code;
    }
}
