package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.AlterTable.Position;
import dev.tributary.lake.sql.StatementFailed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens of a statement and how far they were read. Whatever does not fit is refused in Athena's words. */
final class Tokens {

    private final String sql;
    private final List<Token> tokens;
    private int next;
    private @Nullable StatementFailed later;

    /** A statement without white space before it: positions in messages count from there. */
    Tokens(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** How many tokens were read. */
    int read() {
        return next;
    }

    /** Reads the words if they are all next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).word(words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        if (peek().symbol(symbol)) {
            next();
            return true;
        }
        return false;
    }

    void require(String... words) {
        for (String word : words) {
            if (!accept(word)) {
                throw unexpected();
            }
        }
    }

    void requireSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw unexpected();
        }
    }

    /** A string literal. */
    String string() {
        if (!peek().string()) {
            throw unexpected();
        }
        return next().value();
    }

    /** A whole number that fits an int. */
    int number() {
        if (peek().kind() != Token.Kind.NUMBER) {
            throw unexpected();
        }
        try {
            int number = Integer.parseInt(peek().value());
            next();
            return number;
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    /** Whether a name is next, bare or between backquotes. */
    boolean nameNext() {
        Token token = peek();
        return switch (token.kind()) {
            case BACKQUOTED -> !token.value().isBlank();
            case WORD -> Character.isLetter(token.value().charAt(0)) && !Reserved.has(token.value());
            default -> false;
        };
    }

    /** A name in lower case. */
    String name() {
        if (!nameNext()) {
            throw unexpected();
        }
        return fold(next().value());
    }

    /** Names in parentheses. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        requireSymbol("(");
        do {
            names.add(name());
        } while (acceptSymbol(","));
        requireSymbol(")");
        return names;
    }

    /** {@code ('key'='value', …)}, the last of equal keys counts. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        requireSymbol("(");
        do {
            String key = string();
            requireSymbol("=");
            properties.put(key, string());
        } while (acceptSymbol(","));
        requireSymbol(")");
        return properties;
    }

    /** COMMENT and its text, null where there is none. */
    @Nullable
    String comment() {
        return accept("COMMENT") ? string() : null;
    }

    boolean ifExists() {
        return accept("IF", "EXISTS");
    }

    boolean ifNotExists() {
        return accept("IF", "NOT", "EXISTS");
    }

    /** Reads the end, and a semicolon before it. */
    void end() {
        acceptSymbol(";");
        if (peek().kind() != Token.Kind.END) {
            boolean one = peek(1).kind() == Token.Kind.END;
            throw refused(
                    peek(), (one ? "extraneous" : "mismatched") + " input " + quoted(peek()) + " expecting <EOF>");
        }
        if (later != null) {
            throw later;
        }
    }

    /** Refuses the statement once all of it was read; its words come first, and of several refusals the first. */
    void refuseAtEnd(StatementFailed refusal) {
        later = later == null ? refusal : later;
    }

    /** The refusal of the next token where none of several things goes on. */
    StatementFailed unexpected() {
        Token token = peek();
        String input = token.kind() == Token.Kind.END ? sql.stripTrailing() : sql.substring(0, token.end());
        return refused(token, "no viable alternative at input '" + escaped(input) + "'");
    }

    /** The refusal of a token where Athena says what it expects. */
    StatementFailed mismatched(Token token, String expectation) {
        return refused(token, "mismatched input " + quoted(token) + expectation);
    }

    StatementFailed refused(Token token, String message) {
        Position position = position(token.start());
        return StatementFailed.refused("line %d:%d: %s".formatted(position.line(), position.column() + 1, message));
    }

    Position position(int at) {
        int line = 1;
        int begin = 0;
        for (int newline = sql.indexOf('\n'); newline >= 0 && newline < at; newline = sql.indexOf('\n', begin)) {
            line++;
            begin = newline + 1;
        }
        return new Position(line, at - begin);
    }

    String quoted(Token token) {
        return token.kind() == Token.Kind.END
                ? "'<EOF>'"
                : "'" + escaped(sql.substring(token.start(), token.end())) + "'";
    }

    /** The next token's word in upper case, empty if it is no word. */
    Optional<String> keyword() {
        return peek().kind() == Token.Kind.WORD
                ? Optional.of(peek().value().toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String input) {
        return input.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
