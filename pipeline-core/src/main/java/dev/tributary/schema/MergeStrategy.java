package dev.tributary.schema;

import java.util.Locale;

/** How MERGE finds and exchanges rows. Ids are dlt's, kept in schemas as {@code x-merge-strategy}. */
public enum MergeStrategy {
    /** Rows with the load's keys are deleted, then the load's are inserted. */
    DELETE_INSERT,
    /** A row with a known primary key is exchanged, another is inserted. */
    UPSERT,
    /** A row with a new primary key is inserted, others are left as they are. */
    INSERT_ONLY,
    /** Rows are never changed: what is no longer so gets the end of its validity, and a new row begins. */
    SCD2;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in schemas and settings. */
    public String id() {
        return id;
    }

    /** The strategy of that id. */
    public static MergeStrategy of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
