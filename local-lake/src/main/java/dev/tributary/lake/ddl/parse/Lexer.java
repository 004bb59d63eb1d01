package dev.tributary.lake.ddl.parse;

import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens; comments and white space are left out. Never fails: what is not closed is BROKEN. */
final class Lexer {

    /** A block comment: which token it stands before, and where it begins. */
    record BlockComment(int token, int start) {}

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private final List<BlockComment> blockComments = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static Lexer of(String sql) {
        Lexer lexer = new Lexer(sql);
        lexer.cut();
        return lexer;
    }

    /** The tokens, END the last. */
    List<Token> tokens() {
        return tokens;
    }

    List<BlockComment> blockComments() {
        return blockComments;
    }

    private void cut() {
        while (skipBlanks() && at < sql.length()) {
            char c = sql.charAt(at);
            if (isWordPart(c)) {
                word();
            } else if (c == '`') {
                backquoted();
            } else if (c == '\'' || c == '"') {
                string(c);
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", sql.length(), sql.length()));
    }

    /** Skips white space and comments; false at a comment that nothing closes. */
    private boolean skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                if (end < 0) {
                    broken();
                    return false;
                }
                blockComments.add(new BlockComment(tokens.size(), at));
                at = end + 2;
            } else {
                return true;
            }
        }
        return true;
    }

    private void word() {
        int start = at;
        boolean number = isDigit(sql.charAt(at));
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            number &= isDigit(sql.charAt(at));
            at++;
        }
        if (number && at + 1 < sql.length() && sql.charAt(at) == '.' && isDigit(sql.charAt(at + 1))) {
            at++;
            while (at < sql.length() && isDigit(sql.charAt(at))) {
                at++;
            }
        }
        add(number ? Token.Kind.NUMBER : Token.Kind.WORD, sql.substring(start, at), start);
    }

    private void backquoted() {
        int end = sql.indexOf('`', at + 1);
        if (end < 0) {
            broken();
        } else {
            int start = at;
            at = end + 1;
            add(Token.Kind.BACKQUOTED, sql.substring(start + 1, end), start);
        }
    }

    private void string(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && at + 1 < sql.length()) {
                at = Escape.read(sql, at + 1, value);
            } else if (c == quote && at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                value.append(quote);
                at += 2;
            } else if (c == quote) {
                at++;
                add(quote == '"' ? Token.Kind.DOUBLE_QUOTED : Token.Kind.SINGLE_QUOTED, value.toString(), start);
                return;
            } else {
                value.append(c);
                at++;
            }
        }
        at = start;
        broken();
    }

    private void symbol() {
        int start = at;
        String two = sql.substring(at, Math.min(at + 2, sql.length()));
        boolean operator = two.equals("<=") || two.equals("<>") || two.equals("!=");
        at += operator ? 2 : 1;
        add(Token.Kind.SYMBOL, sql.substring(start, at), start);
    }

    private void broken() {
        int start = at;
        at = sql.length();
        add(Token.Kind.BROKEN, sql.substring(start), start);
    }

    private void add(Token.Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, start, at));
    }

    private static boolean isWordPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
