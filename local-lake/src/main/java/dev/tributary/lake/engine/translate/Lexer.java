package dev.tributary.lake.engine.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens; comments and white space are between them. Never fails: a quote or a comment without an end
 * takes the rest as a symbol, which the engine then complains about.
 */
final class Lexer {
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.at < sql.length()) {
            lexer.step();
        }
        return lexer.tokens;
    }

    private void step() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            if (end < 0) {
                take(Token.Kind.SYMBOL, sql.length());
            } else {
                at = end + 2;
            }
        } else if (c == '\'') {
            quoted(Token.Kind.STRING, c);
        } else if (c == '"') {
            quoted(Token.Kind.QUOTED, c);
        } else if (c == '`') {
            quoted(Token.Kind.BACKTICKED, c);
        } else if (Character.isDigit(c)) {
            take(Token.Kind.NUMBER, wordEnd());
        } else if (Character.isLetter(c) || c == '_') {
            take(Token.Kind.WORD, wordEnd());
        } else {
            take(Token.Kind.SYMBOL, at + 1);
        }
    }

    private void quoted(Token.Kind kind, char quote) {
        int end = at + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) != quote) {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                end += 2;
            } else {
                take(kind, end + 1);
                return;
            }
        }
        take(Token.Kind.SYMBOL, sql.length());
    }

    private int wordEnd() {
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void take(Token.Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(at, end), at));
        at = end;
    }
}
