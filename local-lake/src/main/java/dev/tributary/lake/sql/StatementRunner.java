package dev.tributary.lake.sql;

/** Runs statements. Thread-safe: many run at once. */
public interface StatementRunner {
    /**
     * Runs a statement to its end and hands its result to the output, on the calling thread. When that thread is
     * interrupted, the statement is stopped at its server, the flag restored, and {@link StatementFailed} thrown.
     *
     * @throws StatementFailed if the statement fails as a query of Athena fails
     */
    void run(Statement statement, StatementOutput output);
}
