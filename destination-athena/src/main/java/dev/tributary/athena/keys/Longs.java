package dev.tributary.athena.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** An array of longs, all zero at first: on the heap while it is small, else in a mapped file that ends with it. */
final class Longs implements AutoCloseable {
    /** Longs in one piece: 256 MiB when mapped. */
    private static final int PIECE_BITS = 25;

    private final LongBuffer[] pieces;
    private final @Nullable Path file;

    private Longs(LongBuffer[] pieces, @Nullable Path file) {
        this.pieces = pieces;
        this.file = file;
    }

    /** An array of that length, of which at most so many bytes are on the heap. */
    static Longs of(long length, long heapBytes) {
        if (length <= heapBytes / Long.BYTES && length <= 1L << PIECE_BITS) {
            return new Longs(new LongBuffer[] {LongBuffer.allocate((int) length)}, null);
        }
        try {
            Path file = Files.createTempFile("tributary-", ".keys");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long piece = 1L << PIECE_BITS;
                LongBuffer[] pieces = new LongBuffer[(int) ((length + piece - 1) / piece)];
                for (int i = 0; i < pieces.length; i++) {
                    long longs = Math.min(piece, length - i * piece);
                    pieces[i] = channel.map(MapMode.READ_WRITE, i * piece * Long.BYTES, longs * Long.BYTES)
                            .asLongBuffer();
                }
                return new Longs(pieces, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the keys of a merge in a file: " + e.getMessage(), e);
        }
    }

    long get(long index) {
        return pieces[(int) (index >>> PIECE_BITS)].get((int) (index & ((1 << PIECE_BITS) - 1)));
    }

    void set(long index, long value) {
        pieces[(int) (index >>> PIECE_BITS)].put((int) (index & ((1 << PIECE_BITS) - 1)), value);
    }

    boolean isOnHeap() {
        return file == null;
    }

    @Override
    public void close() {
        if (file != null && !file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }
}
