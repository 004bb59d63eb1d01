package dev.tributary.athena.load;

/** What a load does to the outside, in order. */
public enum Step {
    INTENT,
    UPLOAD,
    PREPARED,
    TABLE,
    COMMIT,
    STATE,
    VERSION,
    LOADS,
    CLEAN,
    DONE
}
