package dev.tributary.lake.athena.statement;

import java.util.List;

/** The question marks of a statement that stand for values; those in strings, names and comments don't. */
public final class Placeholders {

    private Placeholders() {}

    public static int count(String sql) {
        return (int) SqlText.tokens(sql).stream()
                .filter(token -> token.isSymbol("?"))
                .count();
    }

    /** The statement with expressions in their places; there are as many of them. */
    public static String fill(String sql, List<String> expressions) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        int next = 0;
        for (Token token : SqlText.tokens(sql)) {
            if (token.isSymbol("?")) {
                filled.append(sql, from, token.start()).append(expressions.get(next++));
                from = token.end();
            }
        }
        return filled.append(sql, from, sql.length()).toString();
    }
}
