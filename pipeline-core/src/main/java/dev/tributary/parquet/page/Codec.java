package dev.tributary.parquet.page;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import dev.tributary.parquet.encoding.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How pages are compressed. Without state between two pages. */
public enum Codec {
    ZSTD(CompressionCodec.ZSTD) {
        @Override
        int bound(int length) {
            return (int) Zstd.compressBound(length);
        }

        @Override
        int compress(byte[] plain, int length, byte[] target, Workspace workspace) throws IOException {
            loadZstd();
            try {
                return workspace.zstd(ZSTD_LEVEL).compressByteArray(target, 0, target.length, plain, 0, length);
            } catch (ZstdException e) {
                throw new IOException("zstd: " + e.getMessage(), e);
            }
        }

        @Override
        void compress(byte[] array, int from, int length, Workspace workspace, OutputStream target) throws IOException {
            loadZstd();
            Output head = workspace.plain;
            try (ZstdParts parts = new ZstdParts(ZSTD_LEVEL, (long) head.size() + length, target)) {
                parts.write(head.array(), 0, head.size());
                parts.write(array, from, length);
            } catch (ZstdException e) {
                throw new IOException("zstd: " + e.getMessage(), e);
            }
        }

        @Override
        void store(Workspace workspace) {
            Output plain = workspace.plain;
            Output packed = workspace.packed;
            int length = plain.size();
            packed.clear(bound(length) + RAW_BYTES);
            packed.putInt(RAW_MAGIC);
            packed.write(RAW_HEADER);
            packed.putInt(length);
            int from = 0;
            do {
                int size = Math.min(RAW_BLOCK, length - from);
                int header = size << 3 | (from + size == length ? 1 : 0);
                packed.write(header);
                packed.write(header >>> Byte.SIZE);
                packed.write(header >>> 2 * Byte.SIZE);
                packed.write(plain.array(), from, size);
                from += size;
            } while (from < length);
        }
    },
    SNAPPY(CompressionCodec.SNAPPY) {
        @Override
        int bound(int length) {
            return Snappy.maxCompressedLength(length);
        }

        @Override
        int compress(byte[] plain, int length, byte[] target, Workspace workspace) throws IOException {
            return Snappy.compress(plain, 0, length, target, 0);
        }

        /** What parts become stands one after the other behind the length of the whole, in place of their own. */
        @Override
        void compress(byte[] array, int from, int length, Workspace workspace, OutputStream target) throws IOException {
            Output head = workspace.plain;
            Output packed = workspace.packed;
            packed.resize(0);
            packed.putVarint((long) head.size() + length);
            target.write(packed.array(), 0, packed.size());
            part(head.array(), 0, head.size(), packed, target);
            for (int at = 0; at < length; at += SNAPPY_PART) {
                part(array, from + at, Math.min(SNAPPY_PART, length - at), packed, target);
            }
        }

        private void part(byte[] array, int from, int length, Output packed, OutputStream target) throws IOException {
            packed.clear(bound(length));
            int size = Snappy.compress(array, from, length, packed.array(), 0);
            int start = 0;
            while (packed.array()[start] < 0) {
                start++;
            }
            target.write(packed.array(), start + 1, size - start - 1);
        }
    };

    /** The library looks for repetitions within so many bytes, anyway. */
    private static final int SNAPPY_PART = 64 << 10;

    /**
     * A frame of zstd: its magic number, a header that says that a length in four bytes and blocks that need no window follow,
     * and blocks of at most 128 KiB, each behind three bytes with its length, whether it is the last, and that it is raw.
     *
     * @see <a href="https://datatracker.ietf.org/doc/html/rfc8878#section-3.1.1">RFC 8878</a>
     */
    private static final int RAW_MAGIC = 0xFD2F_B528;

    private static final int RAW_HEADER = 0xA0;
    private static final int RAW_BYTES = 16;
    private static final int RAW_BLOCK = 128 << 10;

    /** Level 3 costs 8 to 20 % more time for less than 1 % of size. */
    private static final int ZSTD_LEVEL = 1;

    private final CompressionCodec format;

    Codec(CompressionCodec format) {
        this.format = format;
    }

    /** The name in files. */
    public CompressionCodec format() {
        return format;
    }

    /** The most bytes that so many take when they can't be compressed. */
    abstract int bound(int length);

    abstract int compress(byte[] plain, int length, byte[] target, Workspace workspace) throws IOException;

    /**
     * Packs the workspace's plain bytes and behind them those of an array, as one piece, which goes to the target part by part;
     * for what is too large to be held twice.
     */
    abstract void compress(byte[] array, int from, int length, Workspace workspace, OutputStream target)
            throws IOException;

    /** Packs the workspace's plain bytes, without the effort to make them smaller where the format can do without. */
    void store(Workspace workspace) {
        compress(workspace);
    }

    /** Packs the workspace's plain bytes. */
    void compress(Workspace workspace) {
        Output plain = workspace.plain;
        Output packed = workspace.packed;
        packed.clear(bound(plain.size()));
        try {
            packed.resize(compress(plain.array(), plain.size(), packed.array(), workspace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks the library into the folder for temporary files when it is used first, for which there may be no room. */
    private static void loadZstd() throws IOException {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
