package dev.tributary.schema;

import java.util.Locale;

/** Which of several rows comes first. */
public enum SortOrder {
    /** The row with the smallest value. */
    ASC,
    /** The row with the largest value. */
    DESC;

    /** The name in schemas. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order of that id; ascending for what schemas do not say. */
    static SortOrder of(String id) {
        return id.equals(DESC.id()) ? DESC : ASC;
    }
}
