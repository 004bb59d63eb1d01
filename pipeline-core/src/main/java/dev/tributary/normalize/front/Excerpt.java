package dev.tributary.normalize.front;

import dev.tributary.source.batch.LargeText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The part of a large text that is in memory, at the front of an array. It moves on; places in it count from its beginning. */
final class Excerpt {
    /** Names and numbers, and white space between two values, are shorter than this. */
    private static final int AHEAD = 256 << 10;

    private static final int BYTES = 1 << 20;

    private final LargeText text;
    private final byte[] array = new byte[BYTES];
    private long begin;
    private int end;

    /** Thrown where more of the text than its excerpt is needed at once. */
    static final class TooShort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooShort() {
            super(null, null, false, false);
        }
    }

    /** The beginning of a text. */
    Excerpt(LargeText text) {
        this.text = text;
        moveTo(0);
    }

    byte[] array() {
        return array;
    }

    /** Where it ends. */
    int end() {
        return end;
    }

    /** Whether it ends where the text does. */
    boolean isLast() {
        return begin + end == text.size();
    }

    /** The place in the text of a place in the excerpt. */
    long place(int at) {
        return begin + at;
    }

    /** Whether so little is ahead of a place that it should move on. */
    boolean isNearlyOver(int at) {
        return end - at < AHEAD && !isLast();
    }

    /** Moves on, so that it begins at a place of it. */
    void moveTo(int at) {
        begin += at;
        try {
            end = text.read(begin, array, 0, BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes there are from a place within a string up to the quote that closes it; all that are left where none does. */
    long toClosingQuote(int from) {
        byte[] part = new byte[64 << 10];
        long at = place(from);
        boolean escaped = false;
        try {
            for (int read = text.read(at, part, 0, part.length); read > 0; read = text.read(at, part, 0, part.length)) {
                for (int i = 0; i < read; i++) {
                    if (escaped) {
                        escaped = false;
                    } else if (part[i] == '"') {
                        return at + i - place(from);
                    } else {
                        escaped = part[i] == '\\';
                    }
                }
                at += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return at - place(from);
    }
}
