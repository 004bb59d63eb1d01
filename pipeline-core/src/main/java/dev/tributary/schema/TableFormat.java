package dev.tributary.schema;

import java.util.Locale;

/** How a table is registered in Glue, and which timestamps its Parquet files hold. */
public enum TableFormat {
    /** An external Parquet table; timestamps in milliseconds, UTC. */
    HIVE,
    /** An Iceberg table of format version 2; timestamps in microseconds, without zone, UTC. */
    ICEBERG;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in schemas and reports. */
    public String id() {
        return id;
    }
}
