package dev.tributary.parquet;

import dev.tributary.parquet.encoding.Bytes;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.parquet.page.BytesPages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts and JSON as UTF-8, or bytes, one after the other in one array; from the second on each behind its length. */
public final class BytesBuffer extends ColumnBuffer {
    private static final int GAP = BytesPages.LENGTH_BYTES;
    /** From here on it grows by a quarter: so much is rare, and both arrays are held while one is copied. */
    private static final int LARGE = 4 << 20;

    private static final byte[] NO_BYTES = {};
    private static final int[] NO_ENDS = {};

    private byte[] bytes = NO_BYTES;
    private int[] ends = NO_ENDS;

    public BytesBuffer() {
        super(ArrayPool.NONE);
    }

    /** An empty buffer with room for so many values, which take so many bytes with their lengths, in arrays of a pool. */
    public BytesBuffer(int values, int size, ArrayPool pool) {
        super(pool);
        ends = pool.ints(values);
        bytes = pool.bytes(size);
    }

    /** The bytes that so many values of a length take together with their lengths. */
    public static int size(int values, int length) {
        return Math.multiplyExact(values, length + GAP);
    }

    /** Sets the value of a row. */
    public void put(int row, byte[] source, int offset, int length) {
        int start = begin(row);
        int end = Math.addExact(start, length);
        System.arraycopy(source, offset, reserve(end), start, length);
        end(start, end);
    }

    /**
     * Begins the value of a row, which is written from the place that is returned into the array that {@link #reserve} returns,
     * and ended by {@link #end}. Nothing else may be put before that.
     */
    public int begin(int row) {
        int index = place(row);
        if (index == ends.length) {
            ends = pool().grown(ends, larger(index));
        }
        return start(index);
    }

    /** Makes room for the bytes of one more value. */
    public void makeRoom(int length) {
        reserve(Math.addExact(start(count()), length));
    }

    /** Makes the array at least so large, and returns it; what is in it stays. */
    public byte[] reserve(int size) {
        if (size > bytes.length) {
            long larger = bytes.length < LARGE ? bytes.length * 2L : bytes.length + bytes.length / 4L;
            bytes = pool().grown(bytes, Math.max(size, larger));
        }
        return bytes;
    }

    /** Ends the value that was begun at a place; it reaches up to another one, for which there is room. */
    public void end(int start, int end) {
        ends[count() - 1] = end;
        if (start > 0) {
            BytesPages.putLength(bytes, start - GAP, end - start);
        }
    }

    /** Sets the value of a row to the UTF-8 form of a text. */
    public void put(int row, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length >= LARGE && count() == 0) {
            begin(row);
            pool().give(bytes);
            bytes = utf8;
            end(0, utf8.length);
        } else {
            put(row, utf8, 0, utf8.length);
        }
    }

    /** The array that holds all values; the i-th is at {@code start(i)}, {@code length(i)} long. */
    public byte[] array() {
        return bytes;
    }

    /** The values as pages take them. */
    Bytes values() {
        return new Bytes(bytes, ends, GAP);
    }

    /** Where the i-th value begins. */
    public int start(int index) {
        return index == 0 ? 0 : Math.addExact(ends[index - 1], GAP);
    }

    /** How long the i-th value is, in bytes. */
    public int length(int index) {
        return ends[index] - start(index);
    }

    /** The i-th value as text. */
    public String text(int index) {
        return new String(bytes, start(index), length(index), StandardCharsets.UTF_8);
    }

    /** Whether the i-th value is this text, as it would be put. */
    public boolean holds(int index, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, start(index), start(index) + length(index), utf8, 0, utf8.length);
    }

    @Override
    int valueBytes() {
        return count() == 0 ? 0 : ends[count() - 1];
    }

    @Override
    void sizeValues(Size size) {
        ends = pool().grown(ends, size.values());
        bytes = pool().grown(bytes, size.bytes());
    }

    @Override
    void releaseValues() {
        pool().give(ends);
        pool().give(bytes);
        ends = NO_ENDS;
        bytes = NO_BYTES;
    }

    @Override
    void putFrom(int row, ColumnBuffer other, int index) {
        BytesBuffer from = (BytesBuffer) other;
        put(row, from.bytes, from.start(index), from.length(index));
    }

    @Override
    public long bytes() {
        return count() == 0 ? 0 : ends[count() - 1] + count() * 4L;
    }
}
