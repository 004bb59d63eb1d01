package dev.tributary.cli.query;

import dev.tributary.athena.sql.ResultColumn;
import java.util.Set;

/** What Athena's names of types mean. */
final class ResultTypes {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "integer", "bigint", "decimal", "double", "float", "real");

    private ResultTypes() {}

    static boolean isNumber(ResultColumn column) {
        return NUMBERS.contains(column.type());
    }
}
