package dev.tributary.parquet.encoding;

import dev.tributary.parquet.memory.ArrayPool;
import java.io.OutputStream;

/** Bytes that grow at the end. Numbers are little-endian. */
public final class Output extends OutputStream {
    /** From here on it grows by a quarter: many are open at a time, and keep their arrays for long. */
    private static final int LARGE = 32 << 10;

    private static final int FIRST = 64;

    private static final byte[] NO_BYTES = {};

    private final ArrayPool pool;
    private byte[] bytes = NO_BYTES;
    private int size;

    /** No bytes, in an array of its own. */
    public Output() {
        this(ArrayPool.NONE);
    }

    /** No bytes; they go into arrays of a pool. */
    public Output(ArrayPool pool) {
        this.pool = pool;
    }

    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Sets the size, to forget what is beyond, or after bytes were written into the array. */
    public void resize(int newSize) {
        size = newSize;
    }

    /** Forgets all bytes and makes room for so many, about. */
    public void clear(int capacity) {
        size = 0;
        if (capacity > bytes.length) {
            pool.give(bytes);
            bytes = pool.bytes(capacity);
        }
    }

    /** Forgets all bytes and gives the array back. */
    public void release() {
        size = 0;
        pool.give(bytes);
        bytes = NO_BYTES;
    }

    /** Makes room for some more bytes. */
    public void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            long larger = bytes.length < LARGE ? Math.max(FIRST, bytes.length * 2L) : bytes.length + bytes.length / 4L;
            bytes = pool.grown(bytes, Math.max(needed, larger));
        }
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    public void putInt(int value) {
        reserve(Integer.BYTES);
        Words.setInt(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Sets four bytes that are there already. */
    public void setInt(int position, int value) {
        Words.setInt(bytes, position, value);
    }

    /** The low half of each of values [0, count), or the whole. */
    public void putNumbers(long[] values, int count, boolean narrow) {
        int width = narrow ? Integer.BYTES : Long.BYTES;
        reserve(Math.multiplyExact(count, width));
        byte[] target = bytes;
        int position = size;
        if (narrow) {
            for (int i = 0; i < count; i++) {
                Words.setInt(target, position + i * Integer.BYTES, (int) values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                Words.setLong(target, position + i * Long.BYTES, values[i]);
            }
        }
        size += count * width;
    }

    /** Seven bits a byte, the lowest first. */
    public void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number whose sign is its lowest bit. */
    public void putZigzag(long value) {
        putVarint(value << 1 ^ value >> 63);
    }

    /** The low bits of values [from, from + count), the first in the lowest bits; the count is a multiple of eight. */
    public void putBits(long[] values, int from, int count, int width) {
        if (width == 0) {
            return;
        }
        reserve(count / 8 * width + Long.BYTES);
        byte[] target = bytes;
        int position = size;
        long pending = 0;
        int bits = 0;
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        for (int i = from; i < from + count; i++) {
            long value = values[i] & mask;
            pending |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                Words.setLong(target, position, pending);
                position += Long.BYTES;
                bits -= Long.SIZE;
                pending = bits == 0 ? 0 : value >>> width - bits;
            }
        }
        Words.setLong(target, position, pending);
        size += count / 8 * width;
    }

    /** As above, for values that take at most this many bits, the sign being one of them. */
    public void putBits(int[] values, int from, int count, int width) {
        if (width == 0) {
            return;
        }
        reserve(count / 8 * width + 2 * Long.BYTES);
        if (width <= 8) {
            putEights(values, from, count, width);
            return;
        }
        if (width <= 16) {
            putFours(values, from, count, width);
            return;
        }
        byte[] target = bytes;
        int position = size;
        long pending = 0;
        int bits = 0;
        for (int i = from; i < from + count; i++) {
            long value = values[i] & 0xFFFF_FFFFL;
            pending |= value << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                Words.setInt(target, position, (int) pending);
                position += Integer.BYTES;
                bits -= Integer.SIZE;
                pending >>>= Integer.SIZE;
            }
        }
        Words.setLong(target, position, pending);
        size += count / 8 * width;
    }

    /** Eight values of up to eight bits make one number. */
    private void putEights(int[] values, int from, int count, int width) {
        byte[] target = bytes;
        int position = size;
        for (int i = from; i < from + count; i += 8) {
            long low =
                    values[i] | values[i + 1] << width | values[i + 2] << 2 * width | (long) values[i + 3] << 3 * width;
            long high = values[i + 4]
                    | values[i + 5] << width
                    | values[i + 6] << 2 * width
                    | (long) values[i + 7] << 3 * width;
            Words.setLong(target, position, low | high << 4 * width);
            position += width;
        }
        size = position;
    }

    /** Four values of nine to sixteen bits make one number, and two of these the bytes of eight. */
    private void putFours(int[] values, int from, int count, int width) {
        byte[] target = bytes;
        int position = size;
        int bits = 4 * width;
        for (int i = from; i < from + count; i += 8) {
            long low = four(values, i, width);
            long high = four(values, i + 4, width);
            Words.setLong(target, position, bits == Long.SIZE ? low : low | high << bits);
            Words.setLong(target, position + Long.BYTES, bits == Long.SIZE ? high : high >>> Long.SIZE - bits);
            position += width;
        }
        size = position;
    }

    private static long four(int[] values, int i, int width) {
        return values[i]
                | (long) values[i + 1] << width
                | (long) values[i + 2] << 2 * width
                | (long) values[i + 3] << 3 * width;
    }
}
