package dev.tributary.benchmarks.data;

import static dev.tributary.benchmarks.data.JsonLines.ascii;
import static dev.tributary.benchmarks.data.JsonLines.words;

import java.io.IOException;

/** Sentences such as people write into commits; a quarter of them has escapes or letters beyond ASCII. */
final class Prose {
    private static final int UNUSUAL_PERCENT = 25;
    private static final byte[] SPACE = ascii(" ");
    private static final byte[] BREAK = ascii("\\r\\n");

    private static final byte[][] WORDS = words(
            "fix", "add", "the", "test", "of", "for", "parser", "when", "reader", "is", "closed", "update", "build",
            "script", "and", "docs", "remove", "unused", "import", "from", "module", "handle", "empty", "list", "in",
            "config", "rename", "field", "to", "match", "schema", "bump", "version", "avoid", "copy", "buffer", "on",
            "write", "path", "retry", "request", "after", "timeout", "make", "error", "message", "clear", "with",
            "actual", "value", "merge", "branch", "into", "main", "cache", "key", "per", "tenant", "drop", "support");

    private static final byte[][] UNUSUAL = words(
            "d\u00e9j\u00e0 vu",
            "\u65e5\u672c\u8a9e\u306e\u30c6\u30b9\u30c8",
            "\\\"quoted\\\"",
            "line\\nbreak",
            "\\u00fcber",
            "\ud83d\ude80",
            "\\ud83d\\udc1b",
            "C:\\\\temp\\\\a",
            "\u043f\u0440\u0438\u0432\u0435\u0442",
            "tab\\tbed",
            "na\u00efve",
            "https:\\/\\/example.org\\/a");

    private Prose() {}

    /** A text of so many words. */
    static void sentence(JsonLines out, Dice dice, int length) throws IOException {
        out.openText();
        several(out, dice, length);
        out.closeText();
    }

    /** A text of several lines. */
    static void paragraphs(JsonLines out, Dice dice, int lines, int length) throws IOException {
        out.openText();
        for (int i = 0; i < lines; i++) {
            if (i > 0) {
                out.add(BREAK);
            }
            several(out, dice, length);
        }
        out.closeText();
    }

    private static void several(JsonLines out, Dice dice, int length) throws IOException {
        int unusual = dice.percent(UNUSUAL_PERCENT) ? dice.below(length) : -1;
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                out.add(SPACE);
            }
            out.add(i == unusual ? UNUSUAL[dice.below(UNUSUAL.length)] : WORDS[dice.below(WORDS.length)]);
        }
    }
}
