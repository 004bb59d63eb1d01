package dev.tributary.source;

/** Whether a range has its bound in it. */
public enum RangeBound {
    /** The bound is in it. */
    CLOSED,
    /** The bound is out. */
    OPEN
}
