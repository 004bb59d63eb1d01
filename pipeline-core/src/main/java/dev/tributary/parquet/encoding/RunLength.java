package dev.tributary.parquet.encoding;

/**
 * Parquet's hybrid of runs and bit-packed groups of eight, for levels and dictionary ids.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Run Length Encoding / Bit-Packing
 *     Hybrid</a>
 */
public final class RunLength {
    private static final int GROUP = 8;

    /** A run takes two bytes at least, and so does going on with packed values behind it. */
    private static final int MIN_RUN_BITS = 32;

    private final int[] last = new int[GROUP];

    /** The bits that the largest id takes. */
    public static int width(int distinct) {
        return distinct <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(distinct - 1);
    }

    /** Writes ids [0, count) with this many bits each. */
    public void ids(int[] ids, int count, int width, Output out) {
        if (width == 0) {
            run(0, count, 0, out);
            return;
        }
        int minRun = Math.max(GROUP, MIN_RUN_BITS / width);
        int packed = 0;
        int i = 0;
        while (i + GROUP <= count) {
            int id = ids[i];
            if (differs(ids, i, id)) {
                i += GROUP;
                continue;
            }
            int end = i + GROUP;
            while (end + GROUP <= count && ids[end] == id && !differs(ids, end, id)) {
                end += GROUP;
            }
            while (end < count && ids[end] == id) {
                end++;
            }
            if (end - i >= minRun) {
                pack(ids, packed, i, width, out);
                run(id, end - i, width, out);
                i = end;
                packed = end;
            } else {
                i += Math.max(GROUP, (end - i) / GROUP * GROUP);
            }
        }
        pack(ids, packed, count, width, out);
    }

    /** Whether a group has another id; it is found without a look at each, which few distinct ids would make a guess. */
    private static boolean differs(int[] ids, int i, int id) {
        return ((ids[i + 1] ^ id)
                        | (ids[i + 2] ^ id)
                        | (ids[i + 3] ^ id)
                        | (ids[i + 4] ^ id)
                        | (ids[i + 5] ^ id)
                        | (ids[i + 6] ^ id)
                        | (ids[i + 7] ^ id))
                != 0;
    }

    private static void run(int id, int count, int width, Output out) {
        out.putVarint((long) count << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.write(id >>> bits);
        }
    }

    /** Packs ids [from, to); only the last group of all may be incomplete. */
    private void pack(int[] ids, int from, int to, int width, Output out) {
        int count = to - from;
        if (count == 0) {
            return;
        }
        out.putVarint((long) (count + GROUP - 1) / GROUP << 1 | 1);
        int whole = count / GROUP * GROUP;
        out.putBits(ids, from, whole, width);
        if (whole < count) {
            for (int i = 0; i < GROUP; i++) {
                last[i] = whole + i < count ? ids[from + whole + i] : 0;
            }
            out.putBits(last, 0, GROUP, width);
        }
    }

    /** Writes for each of so many rows whether its bit is set, with one bit each; bits beyond them are not. */
    public void bits(long[] bitmap, int count, Output out) {
        int groups = (count + GROUP - 1) / GROUP;
        int packed = 0;
        int i = 0;
        while (i < groups) {
            byte group = group(bitmap, i);
            if (group != 0 && group != -1) {
                i++;
                continue;
            }
            int end = endOfRun(bitmap, i, groups, group);
            if (group == -1 && end == groups - 1 && isFull(bitmap, count)) {
                end = groups;
            }
            if ((end - i) * GROUP >= MIN_RUN_BITS || i == packed && end == groups) {
                pack(bitmap, packed, i, out);
                out.putVarint((long) Math.min(count - i * GROUP, (end - i) * GROUP) << 1);
                out.write(group & 1);
                packed = end;
            }
            i = end;
        }
        pack(bitmap, packed, groups, out);
    }

    /** Whether the rows of the last group, which is not complete, all have their bit set. */
    private static boolean isFull(long[] bitmap, int count) {
        int rows = count % GROUP;
        return rows > 0 && group(bitmap, count / GROUP) == (byte) ((1 << rows) - 1);
    }

    private static byte group(long[] bitmap, int index) {
        return (byte) (bitmap[index >> 3] >>> (index & 7) * Byte.SIZE);
    }

    private static int endOfRun(long[] bitmap, int start, int groups, byte group) {
        int i = start + 1;
        while (i < groups) {
            if ((i & 7) == 0 && i + 8 <= groups && bitmap[i >> 3] == group) {
                i += 8;
            } else if (group(bitmap, i) == group) {
                i++;
            } else {
                return i;
            }
        }
        return groups;
    }

    private static void pack(long[] bitmap, int from, int to, Output out) {
        if (from == to) {
            return;
        }
        out.putVarint((long) (to - from) << 1 | 1);
        out.reserve(to - from);
        byte[] target = out.array();
        int position = out.size();
        for (int i = from; i < to; i++) {
            target[position++] = group(bitmap, i);
        }
        out.resize(position);
    }
}
