package dev.tributary.athena.load;

/**
 * What a load does to the outside, in order; COMMIT, STATE and VERSION may be under way at once, and so may be a step's tables. Only a
 * load whose files are uploaded while they are written has the first.
 */
public enum Step {
    STREAM,
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
