package dev.tributary.lake.athena.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens. Comments ({@code --} to the end of the line, {@code /* … *}{@code /}) are skipped; any text gives
 * tokens: what has no end reaches to the end of the text.
 */
final class SqlText {

    private final String sql;
    private int at;

    private SqlText(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        return new SqlText(sql).all();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        skip();
        while (at < sql.length()) {
            tokens.add(next());
            skip();
        }
        return tokens;
    }

    private Token next() {
        int start = at;
        char c = sql.charAt(at);
        Token.Kind kind;
        if (c == '\'') {
            kind = Token.Kind.STRING;
            quoted(c);
        } else if (c == '"' || c == '`') {
            kind = Token.Kind.QUOTED_NAME;
            quoted(c);
        } else if (isDigit(c) || c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1))) {
            kind = Token.Kind.NUMBER;
            number();
        } else if (Character.isLetter(c) || c == '_') {
            kind = Token.Kind.WORD;
            while (at < sql.length() && isWordPart(sql.charAt(at))) {
                at++;
            }
        } else {
            kind = Token.Kind.SYMBOL;
            at += symbolLength();
        }
        return new Token(kind, sql.substring(start, at), start);
    }

    /** A quote inside is written twice. */
    private void quoted(char quote) {
        at++;
        while (at < sql.length()) {
            if (sql.charAt(at) == quote) {
                at++;
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return;
                }
            }
            at++;
        }
        at = Math.min(at, sql.length());
    }

    private void number() {
        while (at < sql.length() && (isDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        if (at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E')) {
            int digits = at + 1;
            if (digits < sql.length() && (sql.charAt(digits) == '+' || sql.charAt(digits) == '-')) {
                digits++;
            }
            if (digits < sql.length() && isDigit(sql.charAt(digits))) {
                at = digits;
                while (at < sql.length() && isDigit(sql.charAt(at))) {
                    at++;
                }
            }
        }
    }

    private int symbolLength() {
        for (String two : List.of("||", "<>", "!=", "<=", ">=", "->", "=>")) {
            if (sql.startsWith(two, at)) {
                return 2;
            }
        }
        return Character.charCount(sql.codePointAt(at));
    }

    private void skip() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at) && sql.indexOf("*/", at + 2) >= 0) {
                at = sql.indexOf("*/", at + 2) + 2;
            } else {
                return;
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == ':' || c == '$';
    }
}
