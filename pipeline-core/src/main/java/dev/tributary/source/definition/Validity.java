package dev.tributary.source.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a table of merge strategy SCD2 tells since when and until when a row holds. Names of columns are as the author wrote
 * them.
 *
 * @param active the end of rows that still hold; absent, it is null
 * @param boundary the time at which a load's changes count; absent, it is the load's
 * @param rowVersion the column whose value changes when a record does; absent, the row's id is made of all that the record
 *     says
 */
public record Validity(
        String from,
        String to,
        @Nullable Instant active,
        @Nullable Instant boundary,
        @Nullable String rowVersion) {

    /** dlt's names, and nothing else said. */
    public static final Validity DEFAULT = new Validity("_dlt_valid_from", "_dlt_valid_to", null, null, null);
}
