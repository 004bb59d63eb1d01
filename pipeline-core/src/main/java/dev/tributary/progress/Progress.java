package dev.tributary.progress;

/** Hears what a run does while it does it. Called from several threads; returns at once. */
public interface Progress {
    /** A run that nobody watches. */
    Progress NONE = event -> {};

    void on(Event event);

    /** Something that happened. Counts are totals since the run began. */
    sealed interface Event {
        /** A stage or a step of loading began; the text is one short phrase. */
        record Step(String text) implements Event {}

        /** Records were taken from a resource. */
        record Extracted(String resource, long records) implements Event {}

        /** Rows were added to a table; bytes are those written so far, compressed. */
        record Written(String table, long rows, long bytes) implements Event {}

        /** Records were rejected. */
        record Rejected(long rejects) implements Event {}

        /** Data files reached the lake. */
        record Uploaded(int files, int of, long bytes) implements Event {}
    }
}
