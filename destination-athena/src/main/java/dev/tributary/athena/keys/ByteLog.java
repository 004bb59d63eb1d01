package dev.tributary.athena.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Byte strings one behind the other: the newest on the heap, what does not fit there in a file that ends with the log. */
final class ByteLog implements AutoCloseable {
    private static final int HEAP_BYTES = 8 << 20;

    private ByteBuffer newest = ByteBuffer.allocate(1 << 16);
    private long written;
    private @Nullable Path file;
    private @Nullable FileChannel channel;

    /** Where the bytes are from now on. */
    long append(byte[] bytes) {
        int length = Integer.BYTES + bytes.length;
        if (newest.remaining() < length) {
            makeRoom(length);
        }
        long at = written + newest.position();
        newest.putInt(bytes.length).put(bytes);
        return at;
    }

    byte[] read(long at) {
        try {
            byte[] bytes = new byte[part(at, Integer.BYTES).getInt()];
            part(at + Integer.BYTES, bytes.length).get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ByteBuffer part(long at, int length) throws IOException {
        if (at >= written) {
            return newest.duplicate().position((int) (at - written)).slice();
        }
        ByteBuffer read = ByteBuffer.allocate(length);
        while (read.hasRemaining() && channel != null && channel.read(read, at + read.position()) >= 0) {
            // Read on until the buffer is full.
        }
        return read.flip();
    }

    private void makeRoom(int length) {
        int doubled = Math.max(newest.capacity() * 2, newest.position() + length);
        if (doubled <= HEAP_BYTES) {
            newest = ByteBuffer.allocate(doubled).put(newest.flip());
            return;
        }
        try {
            if (channel == null) {
                file = Files.createTempFile("tributary-", ".values");
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            }
            written += newest.flip().remaining();
            while (newest.hasRemaining()) {
                channel.write(newest);
            }
            newest = newest.capacity() < length ? ByteBuffer.allocate(length) : newest.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the values of a merge in a file: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
