package dev.tributary.source.batch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text in UTF-8 in a file of the folder for temporary files, which nobody else sees and which is gone once this is closed, or the
 * process ends. It is written by one thread, and read by others afterwards.
 */
public final class LargeText implements AutoCloseable {
    private final FileChannel file;
    private long size;

    /** No text yet. */
    public LargeText() throws IOException {
        Path path = Files.createTempFile("tributary-", ".json");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Adds some bytes of an array at the end, without white space of JSON before the first of them. */
    public void add(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (size == 0 && at < to && JsonLines.isBlank(bytes[at])) {
            at++;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, at, to - at);
        while (rest.hasRemaining()) {
            size += file.write(rest, size);
        }
    }

    /** Leaves out white space of JSON behind the last other byte. */
    public void trim() throws IOException {
        byte[] last = new byte[1];
        while (size > 0 && read(size - 1, last, 0, 1) == 1 && JsonLines.isBlank(last[0])) {
            size--;
        }
    }

    /** Adds what is written to it at the end. */
    public OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                add(bytes, offset, offset + length);
            }
        };
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** Reads so many bytes, or as many as there are from that place on, and returns how many. */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, size - position);
        ByteBuffer rest = ByteBuffer.wrap(target, offset, wanted);
        while (rest.hasRemaining()) {
            if (file.read(rest, position + wanted - rest.remaining()) < 0) {
                throw new EOFException();
            }
        }
        return wanted;
    }

    /** The bytes from the first one on. */
    public InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = LargeText.this.read(position, target, offset, length);
                position += read;
                return read == 0 && length > 0 ? -1 : read;
            }
        };
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
