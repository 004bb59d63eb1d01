package dev.tributary.source.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the line feeds of a text, eight bytes at a time. */
public final class LineFeeds {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = ONES * 0x7F;
    private static final long ALL = ONES * '\n';

    private LineFeeds() {}

    /** How many there are from one place up to another. */
    public static int count(byte[] text, int from, int to) {
        int count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            count += Long.bitCount(marks(text, at));
        }
        for (; at < to; at++) {
            count += text[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Where the first one is; {@code to} where there is none. */
    public static int first(byte[] text, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long marks = marks(text, at);
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && text[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The high bit of each of eight bytes that is a line feed. */
    private static long marks(byte[] text, int at) {
        long others = (long) LONGS.get(text, at) ^ ALL;
        return ~((others & LOW_BITS) + LOW_BITS | others | LOW_BITS);
    }
}
