package dev.tributary.lake.ddl.statement;

import org.jspecify.annotations.Nullable;

/** A table as a statement names it; the catalog is always the one that Glue is. */
public record TableReference(@Nullable String database, String table) {

    /** The name as it was written, without a catalog. */
    public String text() {
        return database == null ? table : database + "." + table;
    }
}
