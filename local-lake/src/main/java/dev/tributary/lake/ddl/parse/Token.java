package dev.tributary.lake.ddl.parse;

/**
 * A piece of a statement.
 *
 * @param value what it means: a word as written, a string or name without its quotes
 * @param start where it begins in the statement
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String value, int start, int end) {

    enum Kind {
        WORD,
        BACKQUOTED,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        NUMBER,
        SYMBOL,
        /** A quote or comment that nothing closes. */
        BROKEN,
        END
    }

    boolean word(String keyword) {
        return kind == Kind.WORD && value.equalsIgnoreCase(keyword);
    }

    boolean symbol(String symbol) {
        return kind == Kind.SYMBOL && value.equals(symbol);
    }

    boolean string() {
        return kind == Kind.SINGLE_QUOTED || kind == Kind.DOUBLE_QUOTED;
    }
}
