package dev.tributary.parquet.page;

/** Whether the values of a column chunk ascend or descend. */
final class Order {
    private boolean ascending = true;
    private boolean descending = true;

    /** Takes a value into account, given how it compares with the one before. */
    void next(int comparison) {
        ascending &= comparison >= 0;
        descending &= comparison <= 0;
    }

    /** Says that the values are not sorted. */
    void none() {
        ascending = false;
        descending = false;
    }

    boolean isKnown() {
        return ascending || descending;
    }

    boolean ascends() {
        return ascending;
    }

    void clear() {
        ascending = true;
        descending = true;
    }
}
