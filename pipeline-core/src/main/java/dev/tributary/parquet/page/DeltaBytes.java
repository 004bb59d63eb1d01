package dev.tributary.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * DELTA_BYTE_ARRAY: for each byte string how many bytes it shares with the one before, and the rest. It takes values in
 * PLAIN form, each with its length before it.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Delta Strings</a>
 */
final class DeltaBytes {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private DeltaBytes() {}

    /** How many bytes all values share with those before them, together. */
    static long shared(Output plain, int count) {
        long sum = 0;
        int position = 0;
        int before = 0;
        int beforeLength = 0;
        for (int i = 0; i < count; i++) {
            int length = (int) INTS.get(plain.array(), position);
            int start = position + Integer.BYTES;
            sum += common(plain.array(), before, beforeLength, start, length);
            before = start;
            beforeLength = length;
            position = start + length;
        }
        return sum;
    }

    static void write(Output plain, int count, DeltaBinary deltas, Output out) {
        long[] prefixes = new long[count];
        long[] suffixes = new long[count];
        byte[] array = plain.array();
        int position = 0;
        int before = 0;
        int beforeLength = 0;
        for (int i = 0; i < count; i++) {
            int length = (int) INTS.get(array, position);
            int start = position + Integer.BYTES;
            prefixes[i] = common(array, before, beforeLength, start, length);
            suffixes[i] = length - prefixes[i];
            before = start;
            beforeLength = length;
            position = start + length;
        }
        deltas.write(prefixes, count, true, out);
        deltas.write(suffixes, count, true, out);
        position = 0;
        for (int i = 0; i < count; i++) {
            int start = position + Integer.BYTES + (int) prefixes[i];
            out.write(array, start, (int) suffixes[i]);
            position = start + (int) suffixes[i];
        }
    }

    private static int common(byte[] array, int a, int aLength, int b, int bLength) {
        int length = Math.min(aLength, bLength);
        int different = Arrays.mismatch(array, a, a + length, array, b, b + length);
        return different < 0 ? length : different;
    }
}
