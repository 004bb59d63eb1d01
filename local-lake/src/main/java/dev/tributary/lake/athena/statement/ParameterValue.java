package dev.tributary.lake.athena.statement;

import java.util.List;
import java.util.Set;

/**
 * What a value of {@code ExecutionParameters} means. Athena takes one that reads as an expression without columns for that
 * expression, and anything else for a string.
 */
public final class ParameterValue {

    private static final Set<String> CONSTANTS = Set.of(
            "NULL",
            "TRUE",
            "FALSE",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "CURRENT_USER");
    private static final Set<String> LITERAL_PREFIXES = Set.of(
            "DATE",
            "TIME",
            "TIMESTAMP",
            "DECIMAL",
            "CHAR",
            "VARCHAR",
            "JSON",
            "UUID",
            "IPADDRESS",
            "X",
            "U",
            "DOUBLE",
            "REAL",
            "BIGINT",
            "INTEGER");
    private static final Set<String> UNITS = Set.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "||", "=", "<>", "!=", "<", ">", "<=", ">=");
    private static final Set<String> WORD_OPERATORS = Set.of("AND", "OR", "LIKE");

    /** Deeper ones are taken for strings, as no client writes them. */
    private static final int DEEPEST = 50;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private boolean operators;

    private ParameterValue(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The SQL that takes the place of a question mark. */
    public static String sql(String value) {
        ParameterValue parsed = new ParameterValue(SqlText.tokens(value));
        if (!parsed.expression() || parsed.at != parsed.tokens.size()) {
            return "'" + value.replace("'", "''") + "'";
        }
        // A comment at the end would take what follows the question mark with it.
        int last = parsed.tokens.size() - 1;
        String text = value.substring(
                parsed.tokens.get(0).start(), parsed.tokens.get(last).end());
        return parsed.operators ? "(" + text + ")" : text;
    }

    private boolean expression() {
        if (++depth > DEEPEST || !operand()) {
            return false;
        }
        while (at < tokens.size()
                && (OPERATORS.contains(tokens.get(at).text())
                        || WORD_OPERATORS.contains(tokens.get(at).upper()))) {
            operators = true;
            at++;
            if (!operand()) {
                return false;
            }
        }
        depth--;
        return true;
    }

    private boolean operand() {
        while (at < tokens.size()
                && (isSymbol("-") || isSymbol("+") || tokens.get(at).is("NOT"))) {
            operators |= tokens.get(at).is("NOT");
            at++;
        }
        if (at >= tokens.size()) {
            return false;
        }
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case NUMBER -> number(token);
            case STRING -> string(token);
            case SYMBOL -> isSymbol("(") && list(")");
            case QUOTED_NAME -> false;
            case WORD -> word(token);
        };
    }

    private boolean number(Token token) {
        at++;
        boolean glued = at < tokens.size()
                && tokens.get(at).kind() == Token.Kind.WORD
                && tokens.get(at).start() == token.end();
        return !glued && token.text().chars().filter(c -> c == '.').count() <= 1;
    }

    private boolean string(Token token) {
        at++;
        return closed(token);
    }

    private static boolean closed(Token string) {
        String text = string.text();
        return text.length() > 1 && text.substring(1).replace("''", "").endsWith("'");
    }

    private boolean word(Token token) {
        String word = token.upper();
        at++;
        Token next = at < tokens.size() ? tokens.get(at) : null;
        if (next != null && next.kind() == Token.Kind.STRING && LITERAL_PREFIXES.contains(word)) {
            return string(next);
        }
        if (word.equals("INTERVAL")) {
            return interval();
        }
        if (CONSTANTS.contains(word)) {
            return true;
        }
        if (word.equals("ARRAY") && isSymbol("[")) {
            return list("]");
        }
        if (word.equals("CAST") || word.equals("TRY_CAST")) {
            return cast();
        }
        return isSymbol("(") && list(")");
    }

    private boolean interval() {
        if (at + 1 >= tokens.size() || tokens.get(at).kind() != Token.Kind.STRING) {
            return false;
        }
        at += 2;
        return UNITS.contains(tokens.get(at - 1).upper());
    }

    /** A type is any run of words, numbers, commas and parentheses up to the one that closes the cast. */
    private boolean cast() {
        if (!isSymbol("(")) {
            return false;
        }
        at++;
        if (!expression() || at >= tokens.size() || !tokens.get(at).is("AS")) {
            return false;
        }
        int open = 1;
        for (at++; at < tokens.size() && open > 0; at++) {
            open += isSymbol("(") ? 1 : isSymbol(")") ? -1 : 0;
        }
        return open == 0;
    }

    /** Expressions between commas, from an opening to a closing symbol. */
    private boolean list(String closing) {
        at++;
        if (isSymbol(closing)) {
            at++;
            return true;
        }
        boolean outer = operators;
        while (expression()) {
            if (isSymbol(closing)) {
                at++;
                operators = outer;
                return true;
            }
            if (!isSymbol(",")) {
                return false;
            }
            at++;
        }
        return false;
    }

    private boolean isSymbol(String symbol) {
        return at < tokens.size() && tokens.get(at).isSymbol(symbol);
    }
}
