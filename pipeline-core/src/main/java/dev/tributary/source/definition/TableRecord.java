package dev.tributary.source.definition;

import org.jspecify.annotations.Nullable;

/**
 * A record that says which table it goes to, so that one resource fills several. Without hints of its own the table has the
 * resource's. The hints with which a table is met first in a run hold; a record with other ones is rejected.
 */
public record TableRecord(String table, @Nullable TableHints hints, Object record) {

    /** A record for a table that has the resource's hints. */
    public static TableRecord of(String table, Object record) {
        return new TableRecord(table, null, record);
    }

    /** A record for the table of these hints. */
    public static TableRecord of(TableHints hints, Object record) {
        return new TableRecord(hints.table(), hints, record);
    }
}
