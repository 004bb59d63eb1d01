package dev.tributary.normalize.front;

import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.encoding.Words;

/**
 * Reads strings of JSON text, eight bytes at a time, straight into a column of texts. Their UTF-8 is checked; half a
 * surrogate pair in an escape becomes a question mark, as wherever Java encodes texts.
 */
final class JsonStrings {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES * 0x80;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    /** Two escaped halves of a surrogate pair. */
    private static final int LONGEST_ESCAPE = 12;

    private static final int LONGEST_CHARACTER = 4;

    /** So many characters of a timestamp have a date and what follows it, seconds and the point behind them, an offset. */
    private static final int LONGEST_DATE = 12;

    private static final int LONGEST_SECONDS = 24;
    private static final int LONGEST_OFFSET = 8;

    /** The place behind the escape that was read last. */
    private int position;

    private boolean halved;

    /** Whether a question mark of the string that was read last was half a surrogate pair. */
    boolean isHalved() {
        return halved;
    }

    /** Whether a string has so many characters that it can only be text: only the fraction of a timestamp has no end. */
    static boolean isLong(byte[] text, int from, int end) {
        int at = from;
        boolean digits = true;
        for (int characters = 0; characters < RecordSink.LONG_TEXT; characters++) {
            if (at >= end || text[at] == '"') {
                return false;
            }
            boolean isFraction = characters >= LONGEST_SECONDS && characters < RecordSink.LONG_TEXT - LONGEST_OFFSET;
            if (text[at] == '\\') {
                at += at + 1 < end && text[at + 1] == 'u' ? 6 : 2;
            } else {
                digits &= !isFraction || text[at] >= '0' && text[at] <= '9';
                at++;
            }
        }
        return at < end && !(digits && mayHaveTime(text, from));
    }

    /** Whether a text goes on behind a date as a timestamp does, or begins with an escape. */
    private static boolean mayHaveTime(byte[] text, int from) {
        for (int at = from; at < from + LONGEST_DATE; at++) {
            if (text[at] == 'T' || text[at] == ' ' || text[at] == ':' || text[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Where a string without escapes is closed; 0 where it has one, or is so near the end that it is better read. */
    static int endOfPlain(byte[] text, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES) {
            long stops = stops(Words.getLong(text, at));
            if (stops != 0) {
                at += Long.numberOfTrailingZeros(stops) >>> 3;
                return text[at] == '"' ? at : 0;
            }
            at += Long.BYTES;
        }
        return 0;
    }

    /**
     * Reads the string whose opening quote is before {@code from}, in a text that reaches up to {@code end}; returns the place
     * behind it.
     */
    int read(byte[] text, int from, int end, BytesBuffer target, int row) {
        halved = false;
        int start = target.begin(row);
        int to = start;
        int at = from;
        byte[] array = target.reserve(to + Long.BYTES);
        long seen = 0;
        while (true) {
            while (at <= end - Long.BYTES) {
                if (to > array.length - Long.BYTES) {
                    array = target.reserve(Math.addExact(to, Long.BYTES));
                }
                long word = Words.getLong(text, at);
                Words.setLong(array, to, word);
                long stops = stops(word);
                if (stops != 0) {
                    int length = Long.numberOfTrailingZeros(stops) >>> 3;
                    seen |= word & (1L << (length << 3)) - 1;
                    at += length;
                    to += length;
                    break;
                }
                seen |= word;
                at += Long.BYTES;
                to += Long.BYTES;
            }
            if (at >= end) {
                throw ended(end);
            }
            byte next = text[at];
            if (next == '"') {
                break;
            }
            if (to > array.length - Long.BYTES) {
                array = target.reserve(Math.addExact(to, Long.BYTES));
            }
            if (next == '\\') {
                to = escape(text, at + 1, end, array, to);
                at = position;
            } else if (next >= 0 && next < ' ') {
                throw control(next, at);
            } else {
                array[to++] = next;
                seen |= next & 0x80;
                at++;
            }
        }
        if ((seen & HIGH_BITS) != 0) {
            check(text, from, at, array, start, to);
        }
        target.end(start, to);
        return at + 1;
    }

    /**
     * Reads the string whose opening quote is before {@code from}, and which takes so many bytes, from an excerpt that moves on
     * with it; returns the place behind it in the excerpt.
     */
    int read(Excerpt excerpt, int from, long length, BytesBuffer target, int row) {
        halved = false;
        byte[] text = excerpt.array();
        int start = target.begin(row);
        int to = start;
        byte[] array = target.reserve(Math.toIntExact(Math.addExact(start, length) + Long.BYTES));
        int at = from;
        long invalid = -1;
        while (true) {
            int stop = plainUpTo(text, at, excerpt.end());
            boolean isCut = stop == excerpt.end() && !excerpt.isLast();
            int upTo = isCut ? characterStart(text, at, stop) : stop;
            int valid = invalid < 0 ? Utf8.validUpTo(text, at, upTo) : upTo;
            if (valid < upTo) {
                invalid = excerpt.place(valid);
            }
            System.arraycopy(text, at, array, to, upTo - at);
            to += upTo - at;
            at = upTo;
            if (isCut || excerpt.end() - at < LONGEST_ESCAPE && !excerpt.isLast()) {
                excerpt.moveTo(at);
                at = 0;
            } else if (at >= excerpt.end()) {
                throw ended(at);
            } else if (text[at] == '"') {
                break;
            } else if (text[at] == '\\') {
                to = escape(text, at + 1, excerpt.end(), array, to);
                at = position;
            } else {
                throw control(text[at], at);
            }
        }
        if (invalid >= 0) {
            throw new Malformed(Math.toIntExact(invalid - excerpt.place(0)), "a string is not UTF-8");
        }
        target.end(start, to);
        return at + 1;
    }

    /** The first place that is a quote, a backslash or a control character, or the end. */
    private static int plainUpTo(byte[] text, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES) {
            long stops = stops(Words.getLong(text, at));
            if (stops != 0) {
                return at + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && text[at] != '"' && text[at] != '\\' && (text[at] < 0 || text[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** Where the last character before an end begins, if it is in several bytes; else the end. */
    private static int characterStart(byte[] text, int from, int end) {
        for (int at = end - 1; at >= Math.max(from, end - LONGEST_CHARACTER); at--) {
            if ((text[at] & 0xC0) == 0xC0) {
                return at;
            }
            if (text[at] >= 0) {
                return end;
            }
        }
        return end;
    }

    /** Checks a value, and for the place of what is wrong the text that it was read from. */
    private static void check(byte[] text, int from, int at, byte[] array, int start, int to) {
        if (Utf8.validUpTo(array, start, to) < to) {
            throw new Malformed(Utf8.validUpTo(text, from, at), "a string is not UTF-8");
        }
    }

    private static Malformed ended(int end) {
        return new Malformed(end, "the text ends within a string");
    }

    private static Malformed control(byte character, int at) {
        return new Malformed(at, "a string has the control character 0x%02x".formatted(character));
    }

    /** The high bit of the lowest byte that is a quote, a backslash or a control character; 0 where none is. */
    private static long stops(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | word - SPACES & ~word) & HIGH_BITS;
    }

    /** Reads what is behind a backslash; returns the end of what it means. */
    private int escape(byte[] text, int at, int end, byte[] array, int to) {
        if (at >= end) {
            throw ended(end);
        }
        int character =
                switch (text[at]) {
                    case '"', '\\', '/' -> text[at];
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'u' -> -1;
                    default -> throw new Malformed(at, "a backslash is before no character that it may escape");
                };
        if (character >= 0) {
            array[to] = (byte) character;
            position = at + 1;
            return to + 1;
        }
        int unit = hex(text, at + 1, end);
        position = at + 5;
        if (!Character.isSurrogate((char) unit)) {
            return encode(unit, array, to);
        }
        boolean paired = Character.isHighSurrogate((char) unit)
                && position + 1 < end
                && text[position] == '\\'
                && text[position + 1] == 'u';
        if (paired) {
            int low = hex(text, position + 2, end);
            if (Character.isLowSurrogate((char) low)) {
                position += 6;
                return encode(Character.toCodePoint((char) unit, (char) low), array, to);
            }
        }
        halved = true;
        array[to] = '?';
        return to + 1;
    }

    private static int hex(byte[] text, int at, int end) {
        if (at + 4 > end) {
            throw ended(end);
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
            if (digit < 0) {
                throw new Malformed(i, "four hexadecimal digits must follow \\u");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int encode(int character, byte[] array, int start) {
        int to = start;
        if (character < 0x80) {
            array[to++] = (byte) character;
        } else if (character < 0x800) {
            array[to++] = (byte) (0xC0 | character >> 6);
            array[to++] = (byte) (0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            array[to++] = (byte) (0xE0 | character >> 12);
            array[to++] = (byte) (0x80 | character >> 6 & 0x3F);
            array[to++] = (byte) (0x80 | character & 0x3F);
        } else {
            array[to++] = (byte) (0xF0 | character >> 18);
            array[to++] = (byte) (0x80 | character >> 12 & 0x3F);
            array[to++] = (byte) (0x80 | character >> 6 & 0x3F);
            array[to++] = (byte) (0x80 | character & 0x3F);
        }
        return to;
    }
}
