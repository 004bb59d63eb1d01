package dev.tributary.schema;

import java.util.Locale;

/** What is known of a column besides its type. Ids are the property names of dlt's schemas. */
public enum ColumnHint {
    PRIMARY_KEY,
    MERGE_KEY,
    UNIQUE,
    ROW_KEY,
    PARENT_KEY,
    ROOT_KEY,
    VARIANT,
    HARD_DELETE,
    DEDUP_SORT,
    INCREMENTAL,
    PARTITION,
    CLUSTER,
    SORT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The property name in schemas. */
    public String id() {
        return id;
    }
}
