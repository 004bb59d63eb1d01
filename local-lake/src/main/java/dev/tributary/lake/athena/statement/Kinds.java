package dev.tributary.lake.athena.statement;

import dev.tributary.lake.sql.StatementKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Athena calls a statement, told by its keywords as the service was seen to do: comments anywhere are blanks, and what
 * follows the keywords decides nothing but whether a CREATE TABLE is a query's.
 */
public final class Kinds {

    private static final String DDL = "DDL";
    private static final String DML = "DML";
    private static final String UTILITY = "UTILITY";

    private static final StatementKind UNKNOWN = new StatementKind(DDL, "");
    private static final StatementKind SELECT = new StatementKind(DML, "SELECT");

    private static final Set<String> QUERY_WORDS = Set.of("SELECT", "WITH", "VALUES", "TABLE");

    /** What no table property comes after. */
    private static final Set<String> QUERY_WORDS_OF_TABLES = Set.of("SELECT", "VALUES");

    /** One word decides. */
    private static final Map<String, StatementKind> BY_FIRST_WORD = Map.ofEntries(
            Map.entry("EXPLAIN", new StatementKind(DML, "EXPLAIN")),
            Map.entry("INSERT", new StatementKind(DML, "INSERT")),
            Map.entry("UPDATE", new StatementKind(DML, "UPDATE")),
            Map.entry("DELETE", new StatementKind(DML, "DELETE")),
            Map.entry("MERGE", new StatementKind(DML, "MERGE")),
            Map.entry("UNLOAD", new StatementKind(DML, "UNLOAD")),
            Map.entry("VACUUM", new StatementKind(DML, "VACUUM")),
            Map.entry("OPTIMIZE", new StatementKind(DDL, "OPTIMIZE")),
            Map.entry("MSCK", new StatementKind(DDL, "MSCK_REPAIR")),
            Map.entry("DESCRIBE", new StatementKind(UTILITY, "DESCRIBE_TABLE")),
            Map.entry("DESC", new StatementKind(UTILITY, "DESCRIBE_TABLE")),
            Map.entry("PREPARE", new StatementKind(DDL, "PREPARE")),
            Map.entry("DEALLOCATE", new StatementKind(DDL, "DEALLOCATE")),
            Map.entry("EXECUTE", new StatementKind(DML, "EXECUTE")));

    /** The words of SHOW after the first, longest first. */
    private static final List<Map.Entry<String, String>> SHOW = List.of(
            Map.entry("CREATE TABLE", "SHOW_CREATE_TABLE"),
            Map.entry("CREATE VIEW", "SHOW_CREATE_VIEW"),
            Map.entry("TABLES", "SHOW_TABLES"),
            Map.entry("VIEWS", "SHOW_VIEWS"),
            Map.entry("DATABASES", "SHOW_DATABASES"),
            Map.entry("SCHEMAS", "SHOW_DATABASES"),
            Map.entry("COLUMNS", "SHOW_COLUMNS"),
            Map.entry("PARTITIONS", "SHOW_PARTITIONS"),
            Map.entry("TBLPROPERTIES", "SHOW_TABLE_PROPERTIES"),
            Map.entry("FUNCTIONS", "SHOW_FUNCTIONS"));

    private static final Map<String, String> CREATE_AND_DROP = Map.of(
            "DATABASE", "DATABASE",
            "SCHEMA", "DATABASE",
            "TABLE", "TABLE",
            "VIEW", "VIEW");

    /** What stands somewhere after ALTER TABLE's name; the first that is found decides. */
    private static final List<Map.Entry<String, String>> ALTER_TABLE = List.of(
            Map.entry("ADD COLUMNS", "ALTER_TABLE_ADD_COLUMN"),
            Map.entry("ADD COLUMN", "ALTER_TABLE_ADD_COLUMN"),
            Map.entry("REPLACE COLUMNS", "ALTER_TABLE_REPLACE_COLUMN"),
            Map.entry("DROP COLUMN", "ALTER_TABLE_DROP_COLUMN"),
            Map.entry("ADD IF NOT EXISTS PARTITION", "ALTER_TABLE_ADD_PARTITION"),
            Map.entry("ADD PARTITION", "ALTER_TABLE_ADD_PARTITION"),
            Map.entry("DROP IF EXISTS PARTITION", "ALTER_TABLE_DROP_PARTITION"),
            Map.entry("DROP PARTITION", "ALTER_TABLE_DROP_PARTITION"),
            Map.entry("SET LOCATION", "ALTER_TABLE_SET_LOCATION"),
            Map.entry("SET TBLPROPERTIES", "ALTER_TABLE_PROPERTIES"),
            Map.entry("UNSET TBLPROPERTIES", "ALTER_TABLE_PROPERTIES"),
            Map.entry("RENAME", "ALTER_TABLE_RENAME"),
            Map.entry("CHANGE", "ALTER_TABLE_CHANGE_COLUMN"));

    private Kinds() {}

    /** The kind of a statement; of one that is none, DDL with no further name. */
    public static StatementKind of(String sql) {
        List<Token> tokens = SqlText.tokens(sql).stream()
                .dropWhile(token -> token.isSymbol("("))
                .toList();
        if (tokens.isEmpty()) {
            return UNKNOWN;
        }
        String first = tokens.get(0).upper();
        StatementKind known = BY_FIRST_WORD.get(first);
        if (known != null) {
            return known;
        }
        if (QUERY_WORDS.contains(first)) {
            return SELECT;
        }
        return switch (first) {
            case "SHOW" -> show(tokens);
            case "CREATE" -> create(tokens);
            case "DROP" -> drop(tokens);
            case "ALTER" -> alter(tokens);
            default -> UNKNOWN;
        };
    }

    /** Whether a table property is set before the query that makes the table. */
    public static boolean setsProperty(String sql, String property) {
        List<Token> tokens = SqlText.tokens(sql);
        for (int i = 0;
                i + 1 < tokens.size()
                        && !QUERY_WORDS_OF_TABLES.contains(tokens.get(i).upper());
                i++) {
            if (tokens.get(i).is(property) && tokens.get(i + 1).isSymbol("=")) {
                return true;
            }
        }
        return false;
    }

    private static StatementKind show(List<Token> tokens) {
        return SHOW.stream()
                .filter(words -> follows(tokens, 1, words.getKey()))
                .findFirst()
                .map(words -> new StatementKind(UTILITY, words.getValue()))
                .orElse(new StatementKind(UTILITY, ""));
    }

    private static StatementKind create(List<Token> tokens) {
        int at = follows(tokens, 1, "OR REPLACE") ? 3 : 1;
        if (follows(tokens, at, "EXTERNAL") || follows(tokens, at, "PROTECTED")) {
            at++;
        }
        String thing = at < tokens.size() ? tokens.get(at).upper() : "";
        if (thing.equals("TABLE") && isOfAQuery(tokens.subList(at, tokens.size()))) {
            return new StatementKind(DDL, "CREATE_TABLE_AS_SELECT");
        }
        return named("CREATE_", thing);
    }

    private static StatementKind drop(List<Token> tokens) {
        return named("DROP_", tokens.size() > 1 ? tokens.get(1).upper() : "");
    }

    private static StatementKind named(String verb, String thing) {
        String name = CREATE_AND_DROP.get(thing);
        return name == null ? UNKNOWN : new StatementKind(DDL, verb + name);
    }

    private static StatementKind alter(List<Token> tokens) {
        if (follows(tokens, 1, "DATABASE") || follows(tokens, 1, "SCHEMA")) {
            return new StatementKind(DDL, "ALTER_DATABASE_PROPERTIES");
        }
        for (int at = 2; at < tokens.size(); at++) {
            for (Map.Entry<String, String> words : ALTER_TABLE) {
                if (follows(tokens, at, words.getKey())) {
                    return new StatementKind(DDL, words.getValue());
                }
            }
        }
        return UNKNOWN;
    }

    /** Whether AS and a query follow outside of all parentheses. */
    private static boolean isOfAQuery(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.is("AS")) {
                Token next = tokens.get(i + 1);
                return next.isSymbol("(") || QUERY_WORDS.contains(next.upper());
            }
        }
        return false;
    }

    private static boolean follows(List<Token> tokens, int at, String words) {
        String[] wanted = words.split(" ");
        if (at + wanted.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!tokens.get(at + i).is(wanted[i])) {
                return false;
            }
        }
        return true;
    }
}
