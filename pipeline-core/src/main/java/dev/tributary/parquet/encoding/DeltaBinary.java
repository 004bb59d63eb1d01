package dev.tributary.parquet.encoding;

import java.util.Arrays;

/**
 * DELTA_BINARY_PACKED: the first value, then the differences in blocks of 128, each four miniblocks with as many bits as its
 * largest takes. Numbers of 32 bits wrap around at 32, as the format demands.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Delta Encoding</a>
 */
public final class DeltaBinary {
    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    private final long[] deltas = new long[BLOCK];
    private final int[] narrowDeltas = new int[BLOCK];

    /** Writes values [0, count). */
    public void write(long[] values, int count, boolean narrow, Output out) {
        begin(count, count == 0 ? 0 : values[0], out);
        for (int start = 1; start < count; start += BLOCK) {
            block(values, start, Math.min(BLOCK, count - start), narrow, out);
        }
    }

    /** Writes values [0, count) of 32 bits. */
    public void write(int[] values, int count, Output out) {
        begin(count, count == 0 ? 0 : values[0], out);
        for (int start = 1; start < count; start += BLOCK) {
            block(values, start, Math.min(BLOCK, count - start), out);
        }
    }

    private static void begin(int count, long first, Output out) {
        out.putVarint(BLOCK);
        out.putVarint(MINIBLOCKS);
        out.putVarint(count);
        out.putZigzag(first);
    }

    /** In loops that the compiler makes vectors of. */
    private void block(int[] values, int start, int count, Output out) {
        int[] differences = narrowDeltas;
        for (int i = 0; i < count; i++) {
            differences[i] = values[start + i] - values[start + i - 1];
        }
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, differences[i]);
        }
        for (int i = 0; i < count; i++) {
            differences[i] -= least;
        }
        Arrays.fill(differences, count, BLOCK, 0);
        out.putZigzag(least);
        int widths = out.size();
        out.putInt(0);
        for (int mini = 0; mini * MINIBLOCK < count; mini++) {
            int from = mini * MINIBLOCK;
            int all = 0;
            for (int i = from; i < from + MINIBLOCK; i++) {
                all |= differences[i];
            }
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(all);
            out.array()[widths + mini] = (byte) width;
            out.putBits(differences, from, MINIBLOCK, width);
        }
    }

    private void block(long[] values, int start, int count, boolean narrow, Output out) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            long delta = values[start + i] - values[start + i - 1];
            deltas[i] = narrow ? (int) delta : delta;
            least = Math.min(least, deltas[i]);
        }
        out.putZigzag(least);
        int widths = out.size();
        out.putInt(0);
        for (int mini = 0; mini * MINIBLOCK < count; mini++) {
            int from = mini * MINIBLOCK;
            int end = Math.min(count, from + MINIBLOCK);
            long all = 0;
            for (int i = from; i < end; i++) {
                deltas[i] -= least;
                if (narrow) {
                    deltas[i] &= 0xFFFF_FFFFL;
                }
                all |= deltas[i];
            }
            for (int i = end; i < from + MINIBLOCK; i++) {
                deltas[i] = 0;
            }
            int width = Long.SIZE - Long.numberOfLeadingZeros(all);
            out.array()[widths + mini] = (byte) width;
            out.putBits(deltas, from, MINIBLOCK, width);
        }
    }
}
