package dev.tributary.normalize.rows;

import dev.tributary.parquet.encoding.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What has a name that mostly stands in JSON in one way, with quotes and the colon behind them, and is compared at once. It
 * is a base class, not a part, for all fields of a record together should stay in a processor's nearest cache.
 */
abstract sealed class QuotedName permits ObjectShape.FieldShape {
    /** All of it, eight bytes at least; none of it where characters have to be escaped, for what stands in several ways. */
    private final byte[] quoted;

    private final int length;

    /** The first eight bytes, which bits of them count, the second eight and the last eight, of what there is. */
    private final long first;

    private final long mask;
    private final long second;
    private final long last;

    QuotedName(String name) {
        byte[] utf8 = isPlain(name) ? ('"' + name + "\":").getBytes(StandardCharsets.UTF_8) : new byte[0];
        length = utf8.length;
        quoted = Arrays.copyOf(utf8, Math.max(length, Long.BYTES));
        mask = length < Long.BYTES ? (1L << length * Byte.SIZE) - 1 : -1;
        first = length == 0 ? -1 : Words.getLong(quoted, 0);
        second = length < 2 * Long.BYTES ? 0 : Words.getLong(quoted, Long.BYTES);
        last = length < Long.BYTES ? 0 : Words.getLong(quoted, length - Long.BYTES);
    }

    /** Half a surrogate pair, which only names of objects may have, is no UTF-8. */
    private static boolean isPlain(String name) {
        return name.codePoints()
                .noneMatch(c -> c == '"'
                        || c == '\\'
                        || c < ' '
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Whether it stands in one way. */
    final boolean isPlain() {
        return length > 0;
    }

    /**
     * The place behind the name and its colon if it stands at a place of a text that reaches up to {@code end}, else 0; also 0
     * where the array ends within eight bytes.
     */
    public final int endOfName(byte[] text, int at, int end) {
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
        return Words.getLong(text, at + Long.BYTES) == second
                && (length <= 3 * Long.BYTES
                        || Arrays.equals(quoted, 2 * Long.BYTES, length, text, at + 2 * Long.BYTES, at + length));
    }
}
