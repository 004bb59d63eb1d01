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
 * A file that nobody else sees, and that is gone once this is closed or the process ends. It is written by one thread, and read by
 * that one, or by others afterwards.
 */
public final class ScratchFile implements AutoCloseable {
    private static final String PREFIX = "scratch-";

    private final FileChannel file;
    private long size;

    private ScratchFile(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** An empty file in a folder. */
    public static ScratchFile in(Path folder) throws IOException {
        return new ScratchFile(Files.createTempFile(folder, PREFIX, null));
    }

    /** An empty file in the folder for temporary files. */
    public static ScratchFile temporary() throws IOException {
        return new ScratchFile(Files.createTempFile(PREFIX, null));
    }

    /** How many bytes it has. */
    public long size() {
        return size;
    }

    /** Adds so many bytes of an array at the end. */
    public void add(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            size += file.write(rest, size);
        }
    }

    /** Leaves out all bytes but so many at its beginning. */
    public void cut(long length) {
        size = Math.min(size, length);
    }

    /** Adds what is written to it at the end; closing it changes nothing. */
    public OutputStream end() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                add(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                add(bytes, offset, length);
            }
        };
    }

    /** Reads so many bytes, or as many as there are from that place on, and returns how many. */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.max(0, Math.min(length, size - position));
        ByteBuffer rest = ByteBuffer.wrap(target, offset, wanted);
        while (rest.hasRemaining()) {
            if (file.read(rest, position + wanted - rest.remaining()) < 0) {
                throw new EOFException();
            }
        }
        return wanted;
    }

    /** The bytes from a place on; closing it changes nothing. */
    public InputStream from(long position) {
        return new InputStream() {
            private long at = position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = ScratchFile.this.read(at, target, offset, length);
                at += read;
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
