package dev.tributary.lake.engine.translate;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param text as it is written
 * @param start offset of its first character in the statement
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        WORD,
        /** An identifier in double quotes. */
        QUOTED,
        /** An identifier in backticks. */
        BACKTICKED,
        STRING,
        NUMBER,
        /** One character that is none of the others. */
        SYMBOL
    }

    int end() {
        return start + text.length();
    }

    /** Whether it is that keyword. */
    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED || kind == Kind.BACKTICKED;
    }

    /** What an identifier or a string says, without its quotes; a name in lower case, as Athena takes all names. */
    String value() {
        return switch (kind) {
            case WORD, NUMBER, SYMBOL -> text.toLowerCase(Locale.ROOT);
            case QUOTED -> inside("\"").toLowerCase(Locale.ROOT);
            case BACKTICKED -> inside("`").toLowerCase(Locale.ROOT);
            case STRING -> inside("'");
        };
    }

    private String inside(String quote) {
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
