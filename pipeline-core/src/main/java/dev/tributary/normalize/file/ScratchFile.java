package dev.tributary.normalize.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that nobody else sees, and that is gone once this is closed or the process ends. Used by one thread. */
final class ScratchFile implements AutoCloseable {
    private final FileChannel file;
    private long size;

    ScratchFile(Path folder) throws IOException {
        file = FileChannel.open(
                Files.createTempFile(folder, "scratch-", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** How many bytes it has. */
    long size() {
        return size;
    }

    /** Adds what is written to it at the end; closing it changes nothing. */
    OutputStream end() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
                while (rest.hasRemaining()) {
                    size += file.write(rest, size);
                }
            }
        };
    }

    /** The bytes from a place on; closing it changes nothing. */
    InputStream from(long position) {
        return new InputStream() {
            private long at = position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = file.read(ByteBuffer.wrap(bytes, offset, length), at);
                at += Math.max(read, 0);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
