package dev.tributary.parquet.encoding;

/**
 * DELTA_LENGTH_BYTE_ARRAY: the lengths of byte strings, and then these. DELTA_BYTE_ARRAY: for each byte string how many bytes it shares with the one before, and the rest. It takes values in
 * PLAIN form, each with its length before it.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Delta Strings</a>
 */
public final class DeltaBytes {
    private int[] prefixes = {};
    private int[] suffixes = {};

    /** How many bytes all values share with those before them, together. */
    public static long shared(byte[] array, int count) {
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

    /** Where the first values end. */
    public static int end(Output plain, int count) {
        int position = 0;
        for (int i = 0; i < count; i++) {
            position += Integer.BYTES + Words.getInt(plain.array(), position);
        }
        return position;
    }

    /** Writes lengths and byte strings. */
    public void writeWhole(Output plain, int count, DeltaBinary deltas, Output out) {
        reserve(count);
        byte[] array = plain.array();
        int position = 0;
        for (int i = 0; i < count; i++) {
            suffixes[i] = Words.getInt(array, position);
            prefixes[i] = 0;
            position += Integer.BYTES + suffixes[i];
        }
        deltas.write(suffixes, count, out);
        writeRests(array, count, position, out);
    }

    private void reserve(int count) {
        if (count > prefixes.length) {
            prefixes = new int[count];
            suffixes = new int[count];
        }
    }

    /** Writes what byte strings don't share with those before them. */
    public void write(Output plain, int count, DeltaBinary deltas, Output out) {
        reserve(count);
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
        deltas.write(prefixes, count, out);
        deltas.write(suffixes, count, out);
        writeRests(array, count, rest, out);
    }

    /** Writes what follows the prefixes; it is at most so long. */
    private void writeRests(byte[] array, int count, int most, Output out) {
        out.reserve(Math.addExact(most, Words.SLACK));
        byte[] target = out.array();
        int end = out.size();
        int position = 0;
        for (int i = 0; i < count; i++) {
            int start = position + Integer.BYTES + prefixes[i];
            int length = suffixes[i];
            Words.copy(array, start, target, end, length);
            end += length;
            position = start + length;
        }
        out.resize(end);
    }
}
