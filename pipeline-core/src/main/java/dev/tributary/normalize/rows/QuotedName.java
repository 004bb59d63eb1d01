package dev.tributary.normalize.rows;

import dev.tributary.parquet.encoding.Words;
import java.util.Arrays;

/** A field's name as it mostly stands in JSON, with quotes and the colon behind them, to be compared at once. */
final class QuotedName {
    /** What stands nowhere. */
    static final QuotedName NONE = new QuotedName(new byte[0], -1);

    private final byte[] quoted;
    private final int length;

    /** The first and the last eight bytes, and which bits of the first ones count. */
    private final long first;

    private final long mask;
    private final long last;

    private QuotedName(byte[] quoted, long first) {
        this.quoted = quoted;
        this.length = quoted.length;
        this.mask = length < Long.BYTES ? (1L << length * Byte.SIZE) - 1 : -1;
        this.first = first;
        this.last = length < Long.BYTES ? first : Words.getLong(quoted, length - Long.BYTES);
    }

    /** A name in UTF-8; {@link #NONE} where characters of it have to be escaped. */
    static QuotedName of(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return NONE;
            }
        }
        byte[] quoted = new byte[name.length + 3];
        quoted[0] = '"';
        System.arraycopy(name, 0, quoted, 1, name.length);
        quoted[name.length + 1] = '"';
        quoted[name.length + 2] = ':';
        return new QuotedName(quoted, Words.getLong(Arrays.copyOf(quoted, Math.max(quoted.length, Long.BYTES)), 0));
    }

    /**
     * The place behind the name if it stands at a place of a text that reaches up to {@code end}, else 0; also 0 where the
     * array ends within eight bytes.
     */
    int endIn(byte[] text, int at, int end) {
        int behind = at + length;
        if (behind > end || at > text.length - Long.BYTES || (Words.getLong(text, at) & mask) != first) {
            return 0;
        }
        boolean stands = length <= Long.BYTES
                || Words.getLong(text, behind - Long.BYTES) == last
                        && (length <= 2 * Long.BYTES || standsBetween(text, at));
        return stands ? behind : 0;
    }

    private boolean standsBetween(byte[] text, int at) {
        return Words.getLong(text, at + Long.BYTES) == Words.getLong(quoted, Long.BYTES)
                && (length <= 3 * Long.BYTES
                        || Arrays.equals(quoted, 2 * Long.BYTES, length, text, at + 2 * Long.BYTES, at + length));
    }
}
