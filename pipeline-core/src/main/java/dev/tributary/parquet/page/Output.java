package dev.tributary.parquet.page;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow at the end. Numbers are little-endian. */
final class Output extends OutputStream {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

    private byte[] bytes;
    private int size;

    Output(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets what is beyond this size. */
    void truncate(int newSize) {
        size = newSize;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Makes room for some more bytes. */
    void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_ARRAY, Math.max(needed, bytes.length * 2L)));
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

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Sets four bytes that are there already. */
    void setInt(int position, int value) {
        INTS.set(bytes, position, value);
    }

    /** Seven bits a byte, the lowest first. */
    void putVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number whose sign is its lowest bit. */
    void putZigzag(long value) {
        putVarint(value << 1 ^ value >> 63);
    }

    /** The low bits of values [from, from + count), the first in the lowest bits; the count is a multiple of eight. */
    void putBits(long[] values, int from, int count, int width) {
        if (width == 0) {
            return;
        }
        reserve(count / 8 * width + Long.BYTES);
        int position = size;
        long pending = 0;
        int bits = 0;
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        for (int i = from; i < from + count; i++) {
            long value = values[i] & mask;
            pending |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LONGS.set(bytes, position, pending);
                position += Long.BYTES;
                bits -= Long.SIZE;
                pending = bits == 0 ? 0 : value >>> width - bits;
            }
        }
        LONGS.set(bytes, position, pending);
        size += count / 8 * width;
    }
}
