package dev.tributary.source.incremental;

/** What happens with a record that has no value at the cursor. */
public enum MissingCursor {
    /** The run fails. */
    RAISE,
    /** The record is loaded, in every run that sees it. */
    INCLUDE,
    /** The record is left out. */
    EXCLUDE
}
