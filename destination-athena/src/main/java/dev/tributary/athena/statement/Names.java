package dev.tributary.athena.statement;

import static dev.tributary.athena.sql.Literals.name;

import java.util.List;
import java.util.stream.Collectors;

/** Names and lists of names in Athena's SQL. */
final class Names {
    private Names() {}

    static String list(List<String> columns) {
        return columns.stream().map(c -> name(c)).collect(Collectors.joining(", "));
    }

    /** Columns of a table that has an alias. */
    static String list(String alias, List<String> columns) {
        return columns.stream().map(c -> of(alias, c)).collect(Collectors.joining(", "));
    }

    static String of(String alias, String column) {
        return alias + "." + name(column);
    }

    /** One column, or several as a row. */
    static String key(List<String> columns) {
        return columns.size() == 1 ? name(columns.get(0)) : "(" + list(columns) + ")";
    }
}
