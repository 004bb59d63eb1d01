package dev.tributary.parquet.page;

/**
 * Parquet's hybrid of runs and bit-packed groups of eight, for levels and dictionary ids.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Run Length Encoding / Bit-Packing
 *     Hybrid</a>
 */
final class RunLength {
    /** A run pays off from eight equal values on, which is also the size of a bit-packed group. */
    private static final int GROUP = 8;

    /** Readers take longer packed runs in pieces anyway; this one keeps the scratch array small. */
    private static final int MAX_PACKED = 504;

    private final long[] packed = new long[MAX_PACKED];
    private int packedCount;

    /** The bits that the largest id takes. */
    static int width(int distinct) {
        return distinct <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(distinct - 1);
    }

    /** Writes ids [0, count) with this many bits each. */
    void ids(int[] ids, int count, int width, Output out) {
        int i = 0;
        while (i < count) {
            int id = ids[i];
            int end = i + 1;
            while (end < count && ids[end] == id) {
                end++;
            }
            i = run(id, i, end, width, out);
        }
        flush(width, out);
    }

    /** Writes for each of so many rows whether its bit is set, with one bit each. */
    void bits(long[] bitmap, int count, Output out) {
        int i = 0;
        while (i < count) {
            boolean set = (bitmap[i >> 6] >> i & 1) != 0;
            int end = endOfRun(bitmap, i, count, set);
            i = run(set ? 1 : 0, i, end, 1, out);
        }
        flush(1, out);
    }

    private static int endOfRun(long[] bitmap, int start, int count, boolean set) {
        int i = start;
        while (i < count) {
            long word = set ? ~bitmap[i >> 6] : bitmap[i >> 6];
            word >>>= i & 63;
            if (word != 0) {
                return Math.min(count, i + Long.numberOfTrailingZeros(word));
            }
            i = (i | 63) + 1;
        }
        return count;
    }

    /** Adds equal values [start, end): those that an open group lacks are packed, the rest is a run if it is long enough. */
    private int run(int value, int start, int end, int width, Output out) {
        int i = start;
        while (packedCount % GROUP != 0 && i < end) {
            pack(value, width, out);
            i++;
        }
        if (end - i >= GROUP) {
            flush(width, out);
            out.putVarint((long) (end - i) << 1);
            for (int bits = 0; bits < width; bits += 8) {
                out.write(value >>> bits);
            }
            return end;
        }
        for (; i < end; i++) {
            pack(value, width, out);
        }
        return end;
    }

    private void pack(int value, int width, Output out) {
        packed[packedCount++] = value;
        if (packedCount == MAX_PACKED) {
            flush(width, out);
        }
    }

    private void flush(int width, Output out) {
        if (packedCount == 0) {
            return;
        }
        int groups = (packedCount + GROUP - 1) / GROUP;
        while (packedCount < groups * GROUP) {
            packed[packedCount++] = 0;
        }
        out.putVarint((long) groups << 1 | 1);
        out.putBits(packed, 0, packedCount, width);
        packedCount = 0;
    }
}
