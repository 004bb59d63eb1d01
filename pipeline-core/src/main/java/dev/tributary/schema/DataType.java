package dev.tributary.schema;

import java.util.Locale;

/** The types a column can have, dlt's names in lower case. */
public enum DataType {
    TEXT,
    DOUBLE,
    BOOL,
    TIMESTAMP,
    BIGINT,
    BINARY,
    JSON,
    DECIMAL,
    WEI,
    DATE,
    TIME;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in schemas and in variant columns, such as {@code bigint}. */
    public String id() {
        return id;
    }

    /** The type of that name. */
    public static DataType of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
