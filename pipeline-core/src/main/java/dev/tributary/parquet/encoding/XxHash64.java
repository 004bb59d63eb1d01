package dev.tributary.parquet.encoding;

/**
 * XXH64 with seed 0, the hash of Parquet's bloom filters.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash specification</a>
 */
public final class XxHash64 {
    private static final long PRIME_1 = 0x9E37_79B1_85EB_CA87L;
    private static final long PRIME_2 = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long PRIME_3 = 0x1656_67B1_9E37_79F9L;
    private static final long PRIME_4 = 0x85EB_CA77_C2B2_AE63L;
    private static final long PRIME_5 = 0x27D4_EB2F_1656_67C5L;
    private static final int STRIPE = 32;

    private XxHash64() {}

    /** The hash of a number's eight bytes, the lowest first. */
    public static long ofLong(long value) {
        return finish(withLong(PRIME_5 + Long.BYTES, value));
    }

    /** The hash of a number's four bytes, the lowest first. */
    public static long ofInt(int value) {
        return finish(withInt(PRIME_5 + Integer.BYTES, value));
    }

    public static long of(byte[] array, int start, int length) {
        int at = start;
        int end = start + length;
        long hash = PRIME_5;
        if (length >= STRIPE) {
            long first = PRIME_1 + PRIME_2;
            long second = PRIME_2;
            long third = 0;
            long fourth = -PRIME_1;
            for (; at + STRIPE <= end; at += STRIPE) {
                first = round(first, Words.getLong(array, at));
                second = round(second, Words.getLong(array, at + 8));
                third = round(third, Words.getLong(array, at + 16));
                fourth = round(fourth, Words.getLong(array, at + 24));
            }
            hash = Long.rotateLeft(first, 1)
                    + Long.rotateLeft(second, 7)
                    + Long.rotateLeft(third, 12)
                    + Long.rotateLeft(fourth, 18);
            hash = merge(merge(merge(merge(hash, first), second), third), fourth);
        }
        hash += length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = withLong(hash, Words.getLong(array, at));
        }
        if (at + Integer.BYTES <= end) {
            hash = withInt(hash, Words.getInt(array, at));
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ (array[at] & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        return finish(hash);
    }

    private static long round(long lane, long word) {
        return Long.rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long withLong(long hash, long word) {
        return Long.rotateLeft(hash ^ round(0, word), 27) * PRIME_1 + PRIME_4;
    }

    private static long withInt(long hash, int word) {
        return Long.rotateLeft(hash ^ (word & 0xFFFF_FFFFL) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }

    private static long finish(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }
}
