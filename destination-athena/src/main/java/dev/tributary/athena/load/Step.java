package dev.tributary.athena.load;

/** What a load does to the outside, in order. Only one whose files are uploaded while they are written has the first. */
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
