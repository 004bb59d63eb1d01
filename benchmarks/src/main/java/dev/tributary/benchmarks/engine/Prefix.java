package dev.tributary.benchmarks.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first lines of a file, of so many bytes at most. */
final class Prefix extends FilterInputStream {
    private long rest;

    private Prefix(InputStream in, long bytes) {
        super(in);
        this.rest = bytes;
    }

    static InputStream open(Path file, long bytes) throws IOException {
        return new Prefix(Files.newInputStream(file), bytes >= Files.size(file) ? Files.size(file) : end(file, bytes));
    }

    /** Where the last whole line ends that begins and ends within so many bytes. */
    private static long end(Path file, long bytes) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (long at = bytes; at > 0; at--) {
                in.seek(at - 1);
                if (in.read() == '\n') {
                    return at;
                }
            }
            return 0;
        }
    }

    @Override
    public int read() throws IOException {
        return rest-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (rest <= 0) {
            return -1;
        }
        int count = super.read(target, offset, (int) Math.min(length, rest));
        rest -= Math.max(0, count);
        return count;
    }
}
