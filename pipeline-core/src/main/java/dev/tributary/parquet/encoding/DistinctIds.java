package dev.tributary.parquet.encoding;

import java.util.Arrays;

/** The ids that occur in a page, ascending. */
public final class DistinctIds {
    private byte[] met = {};
    private int[] ids = {};
    private int size;

    /** Finds which of ids below a limit are among {@code source[0..count)}; those of an earlier call are forgotten. */
    public void find(int[] source, int count, int limit) {
        if (limit > met.length) {
            met = new byte[Math.max(limit, met.length * 2)];
            ids = new int[met.length];
        }
        for (int i = 0; i < count; i++) {
            met[source[i]] = 1;
        }
        int found = 0;
        for (int id = 0; id < limit; id++) {
            ids[found] = id;
            found += met[id];
        }
        size = found;
        Arrays.fill(met, 0, limit, (byte) 0);
    }

    public int size() {
        return size;
    }

    /** The i-th smallest one. */
    public int get(int index) {
        return ids[index];
    }
}
