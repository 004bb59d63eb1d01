package dev.tributary.schema;

import java.util.Locale;

/** What a load does with the rows a table already holds. */
public enum WriteDisposition {
    /** Rows are added. */
    APPEND,
    /** The table's rows are exchanged for the load's, atomically. */
    REPLACE,
    /** Rows replace those with the same key. */
    MERGE,
    /** Nothing is written; only for system tables. */
    SKIP;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in schemas and reports. */
    public String id() {
        return id;
    }
}
