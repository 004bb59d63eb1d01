package dev.tributary.parquet.encoding;

/**
 * Byte strings one after the other in one array; the i-th ends before {@code ends[i]}, the first begins at 0. Where the gap
 * between two is not zero, the length of the second is in it.
 */
public record Bytes(byte[] array, int[] ends, int gap) {
    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1] + gap;
    }

    public int length(int index) {
        return ends[index] - start(index);
    }
}
