package dev.tributary.sources;

import dev.tributary.sources.filesystem.Filesystem;
import dev.tributary.sources.sql.SqlDatabase;
import dev.tributary.sources.trace.Trace;
import java.util.Map;

/** The sources that come with Tributary. */
public final class ReadySources {
    private ReadySources() {}

    /** Source classes by the name that a user gives, to be read by a {@code SourceReader}. */
    public static Map<String, Class<?>> byName() {
        return Map.of("filesystem", Filesystem.class, "sql_database", SqlDatabase.class, "trace", Trace.class);
    }
}
