package dev.tributary.source.incremental;

/** Whether a range has its bound in it. */
public enum RangeBound {
    /** The bound is in it. */
    CLOSED,
    /** The bound is out. */
    OPEN
}
