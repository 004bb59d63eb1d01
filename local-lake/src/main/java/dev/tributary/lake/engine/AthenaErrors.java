package dev.tributary.lake.engine;

import dev.tributary.lake.engine.client.QueryFailed;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Map;
import java.util.regex.Pattern;

/** The engine's errors as Athena tells them. */
final class AthenaErrors {
    /** {@code AthenaError.ErrorType} by the error's name. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("TABLE_NOT_FOUND", 1301),
            Map.entry("SCHEMA_NOT_FOUND", 1301),
            Map.entry("FUNCTION_NOT_FOUND", 1303),
            Map.entry("COLUMN_NOT_FOUND", 1006),
            Map.entry("CATALOG_NOT_FOUND", 1006),
            Map.entry("SYNTAX_ERROR", 1006),
            Map.entry("TYPE_MISMATCH", 1002),
            Map.entry("DIVISION_BY_ZERO", 1001),
            Map.entry("INVALID_CAST_ARGUMENT", 1100),
            Map.entry("NOT_SUPPORTED", 1200),
            Map.entry("TABLE_ALREADY_EXISTS", 1110),
            Map.entry("INVALID_TABLE_PROPERTY", 1101),
            Map.entry("PERMISSION_DENIED", 1500),
            Map.entry("ICEBERG_COMMIT_ERROR", 233),
            Map.entry("HIVE_PATH_ALREADY_EXISTS", 1100),
            Map.entry("HIVE_METASTORE_ERROR", 204));

    /** The table that UNLOAD writes through, which its author does not know. */
    private static final Pattern OWN_TABLE = Pattern.compile(" for table 'files\\.u[0-9a-f]{32}'");

    private static final int USER = 1000;
    private static final int EXHAUSTED = 0;
    private static final int INTERNAL = 100;
    private static final int CANCELLED = 1011;

    private AthenaErrors() {}

    /** What Athena says of a failure whose message is already about the statement as its author wrote it. */
    static StatementFailed of(QueryFailed failure, String message) {
        if (failure.unparsable()) {
            return StatementFailed.refused(message);
        }
        if (message.startsWith("Unexpected FilterNode found in plan")) {
            return StatementFailed.user(1200, "NOT_SUPPORTED: OPTIMIZE takes a condition on partition columns only");
        }
        String whole = failure.name() + ": " + OWN_TABLE.matcher(message).replaceFirst("");
        if (failure.type().equals("INSUFFICIENT_RESOURCES")) {
            return StatementFailed.system(EXHAUSTED, "Query exhausted resources at this scale factor: " + message);
        }
        if (failure.type().equals("USER_ERROR") || TYPES.containsKey(failure.name())) {
            return StatementFailed.user(TYPES.getOrDefault(failure.name(), USER), whole);
        }
        return StatementFailed.system(INTERNAL, whole);
    }

    static StatementFailed cancelled() {
        return StatementFailed.user(CANCELLED, "Query cancelled by user");
    }

    static StatementFailed noEngine(EngineMissing reason) {
        return StatementFailed.system(INTERNAL, "Cannot start the SQL engine: " + reason.getMessage());
    }

    static StatementFailed lost(Exception reason) {
        return StatementFailed.system(
                INTERNAL, "Cannot finish the statement: the SQL engine does not answer: " + reason.getMessage());
    }
}
