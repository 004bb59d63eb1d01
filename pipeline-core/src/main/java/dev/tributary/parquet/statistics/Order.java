package dev.tributary.parquet.statistics;

/** Whether the values of a column chunk ascend or descend. */
public final class Order {
    private boolean ascending = true;
    private boolean descending = true;

    /** Takes a value into account, given how it compares with the one before. */
    public void next(int comparison) {
        ascending &= comparison >= 0;
        descending &= comparison <= 0;
    }

    /** Says that the values are not sorted. */
    public void none() {
        ascending = false;
        descending = false;
    }

    public boolean isKnown() {
        return ascending || descending;
    }

    public boolean ascends() {
        return ascending;
    }

    public void clear() {
        ascending = true;
        descending = true;
    }
}
