package dev.tributary.lake.ddl.catalog;

import dev.tributary.lake.sql.StatementFailed;

/** Ends a statement whose thread was interrupted, between two steps; what was done stays done. The flag stays set. */
public final class Cancellation {

    private static final int CANCELLED = 1011;

    private Cancellation() {}

    /**
     * Goes on unless this thread was interrupted.
     *
     * @throws StatementFailed if it was
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw StatementFailed.user(CANCELLED, "Query cancelled by user");
        }
    }
}
