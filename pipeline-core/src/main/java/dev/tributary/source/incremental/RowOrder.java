package dev.tributary.source.incremental;

/** The order in which a resource's records come, by their cursor values and as the last value function sees it. */
public enum RowOrder {
    /** Any order. */
    UNKNOWN,
    /** Towards the further values: the run ends behind the end value. */
    ASC,
    /** From the furthest value on: the run ends before the start value. */
    DESC
}
