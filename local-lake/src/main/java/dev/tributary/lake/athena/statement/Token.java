package dev.tributary.lake.athena.statement;

import java.util.Locale;

/**
 * A piece of SQL text that is neither space nor comment.
 *
 * @param text the piece as written
 * @param start where it begins in the text
 */
record Token(Kind kind, String text, int start) {

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        QUOTED_NAME,
        SYMBOL
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
    }

    int end() {
        return start + text.length();
    }
}
