package dev.tributary.normalize.front;

import dev.tributary.parquet.encoding.Words;

/** Whether bytes are UTF-8 as RFC 3629 has it: nothing overlong, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The place at which bytes [from, to) stop to be UTF-8; {@code to} where they all are. */
    static int validUpTo(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at] >= 0) {
                at++;
                while (at + Long.BYTES <= to && (Words.getLong(bytes, at) & HIGH_BITS) == 0) {
                    at += Long.BYTES;
                }
                continue;
            }
            int length = lengthAt(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return to;
    }

    /** How many bytes the character beyond ASCII at this place takes; 0 where there is none. */
    private static int lengthAt(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4 || at + 1 >= to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        if (lead < 0xE0) {
            return continues(second) ? 2 : 0;
        }
        boolean fits =
                switch (lead) {
                    case 0xE0 -> second >= 0xA0 && second <= 0xBF;
                    case 0xED -> second >= 0x80 && second <= 0x9F;
                    case 0xF0 -> second >= 0x90 && second <= 0xBF;
                    case 0xF4 -> second >= 0x80 && second <= 0x8F;
                    default -> continues(second);
                };
        if (!fits || at + 2 >= to || !continues(bytes[at + 2])) {
            return 0;
        }
        if (lead < 0xF0) {
            return 3;
        }
        return at + 3 < to && continues(bytes[at + 3]) ? 4 : 0;
    }

    private static boolean continues(int b) {
        return (b & 0xC0) == 0x80;
    }
}
