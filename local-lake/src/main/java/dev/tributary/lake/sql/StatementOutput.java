package dev.tributary.lake.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what a statement yields, in this order: columns once, then rows. Called by one thread. */
public interface StatementOutput {
    /** The columns of the result; not called for a statement that has none. */
    void columns(List<ResultColumn> columns);

    /** A row in the columns' order, each value in the text form that Athena gives it; null is SQL's NULL. */
    void row(List<@Nullable String> values);

    /** How many rows a write changed. */
    void updateCount(long rows);

    /**
     * Bytes read from S3 so far; it only grows. Told with 0 as soon as the statement is accepted: from then on it fails rather
     * than being refused. It may throw {@link StatementFailed} to cancel at a cutoff.
     */
    void scanned(long bytes);

    /** Where a CTAS, INSERT or UNLOAD wrote, as {@code s3://…} addresses of its files. */
    void written(List<String> files);
}
