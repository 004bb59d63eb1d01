package dev.tributary.normalize.front;

import dev.tributary.normalize.rows.RecordJson;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.source.batch.JsonLines;

/** JSON text that is read from left to right, by places in it: white space, words, names, and values that go nowhere. */
class JsonText {
    final JsonStrings strings = new JsonStrings();
    final JsonNumbers numbers = new JsonNumbers();

    /** Holds one string at a time: those that don't go to a column as they are. */
    final BytesBuffer held = new BytesBuffer();

    byte[] text = {};
    int end;

    /** Whether a line feed ends the text. */
    private boolean isLine;

    /** Begins with a text that goes to an end, or to the line feed before it. */
    final void begin(byte[] bytes, int to, boolean line) {
        text = bytes;
        end = to;
        isLine = line;
    }

    /** Checks the value that begins here and returns the place behind it. */
    final int skip(int at, int depth) {
        byte first = peek(at);
        return switch (first) {
            case '"' -> hold(at);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbers.read(text, at, end);
            case 't' -> word("true", at);
            case 'f' -> word("false", at);
            case 'n' -> word("null", at);
            case '{', '[' -> skipInside(at, first == '{', depth + 1);
            default -> throw unexpected(at);
        };
    }

    private int skipInside(int from, boolean object, int depth) {
        checkDepth(depth, from);
        char close = object ? '}' : ']';
        int at = space(from + 1);
        if (peek(at) == close) {
            return at + 1;
        }
        while (true) {
            if (object) {
                at = space(name(at));
            }
            at = space(skip(at, depth));
            byte next = peek(at);
            if (next == close) {
                return at + 1;
            }
            if (next != ',') {
                throw expected(at, "a comma or a closing %s must be here".formatted(object ? "brace" : "bracket"));
            }
            at = space(at + 1);
        }
    }

    /** Reads a name and the colon behind it. Two names may differ in half a surrogate pair only, so none has one. */
    final int name(int from) {
        if (peek(from) != '"') {
            throw expected(from, "a name in double quotes must be here");
        }
        int at = space(hold(from));
        if (strings.isHalved()) {
            throw new Malformed(from, "a name has half a surrogate pair");
        }
        if (peek(at) != ':') {
            throw expected(at, "a colon must be here");
        }
        return at + 1;
    }

    /** Reads the string whose opening quote is here. */
    final int hold(int at) {
        held.truncate(0);
        return strings.read(text, at + 1, end, held, 0);
    }

    /** Reads a word that begins here. */
    final int word(String word, int at) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || text[at + i] != word.charAt(i)) {
                throw new Malformed(Math.min(at + i, end), "'%s' is not complete".formatted(word));
            }
        }
        return at + word.length();
    }

    /** The place of the next byte that is no white space, or the end. */
    final int space(int from) {
        int at = from;
        while (at < end && text[at] <= ' ' && text[at] >= 0) {
            byte blank = text[at];
            if (!JsonLines.isBlank(blank)) {
                throw unexpected(at);
            }
            if (blank == '\n' && isLine) {
                end = at;
                return at;
            }
            at++;
        }
        return at;
    }

    /** The byte at a place; 0 at the end. */
    final byte peek(int at) {
        return at < end ? text[at] : 0;
    }

    final Malformed unexpected(int at) {
        return expected(at, at >= end ? "" : "no value begins with the byte 0x%02x".formatted(text[at]));
    }

    final Malformed expected(int at, String what) {
        return at >= end ? new Malformed(end, "the text ends within the record") : new Malformed(at, what);
    }

    /** Refuses an object or list, whose bracket is here, that is too deep. */
    static void checkDepth(int depth, int bracket) {
        if (depth > RecordJson.MAX_DEPTH) {
            throw new Malformed(
                    bracket, "objects and lists are nested more than %,d levels deep".formatted(RecordJson.MAX_DEPTH));
        }
    }
}
