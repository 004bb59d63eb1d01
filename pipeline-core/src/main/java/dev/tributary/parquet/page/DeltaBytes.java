package dev.tributary.parquet.page;

/**
 * DELTA_BYTE_ARRAY: for each byte string how many bytes it shares with the one before, and the rest. It takes values in
 * PLAIN form, each with its length before it.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Delta Strings</a>
 */
final class DeltaBytes {
    private long[] prefixes = {};
    private long[] suffixes = {};

    /** How many bytes all values share with those before them, together. */
    static long shared(Output plain, int count) {
        byte[] array = plain.array();
        long sum = 0;
        int position = 0;
        int before = 0;
        int beforeLength = 0;
        for (int i = 0; i < count; i++) {
            int length = Words.getInt(array, position);
            int start = position + Integer.BYTES;
            sum += Words.common(array, before, beforeLength, start, length);
            before = start;
            beforeLength = length;
            position = start + length;
        }
        return sum;
    }

    void write(Output plain, int count, DeltaBinary deltas, Output out) {
        if (count > prefixes.length) {
            prefixes = new long[count];
            suffixes = new long[count];
        }
        byte[] array = plain.array();
        int position = 0;
        int before = 0;
        int beforeLength = 0;
        int rest = 0;
        for (int i = 0; i < count; i++) {
            int length = Words.getInt(array, position);
            int start = position + Integer.BYTES;
            int shared = Words.common(array, before, beforeLength, start, length);
            prefixes[i] = shared;
            suffixes[i] = length - shared;
            rest += length - shared;
            before = start;
            beforeLength = length;
            position = start + length;
        }
        deltas.write(prefixes, count, true, out);
        deltas.write(suffixes, count, true, out);
        out.reserve(rest + Long.BYTES);
        byte[] target = out.array();
        int end = out.size();
        position = 0;
        for (int i = 0; i < count; i++) {
            int start = position + Integer.BYTES + (int) prefixes[i];
            int length = (int) suffixes[i];
            Words.copy(array, start, target, end, length);
            end += length;
            position = start + length;
        }
        out.resize(end);
    }
}
