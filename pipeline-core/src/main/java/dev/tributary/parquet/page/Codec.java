package dev.tributary.parquet.page;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How pages are compressed. Without state between two pages, so that an open file holds no native memory. */
public enum Codec {
    ZSTD(CompressionCodec.ZSTD) {
        @Override
        int bound(int length) {
            return (int) Zstd.compressBound(length);
        }

        @Override
        int compress(byte[] plain, int length, byte[] target, int offset) throws IOException {
            loadZstd();
            long result = Zstd.compressByteArray(target, offset, target.length - offset, plain, 0, length, ZSTD_LEVEL);
            if (Zstd.isError(result)) {
                throw new IOException("zstd: " + Zstd.getErrorName(result));
            }
            return (int) result;
        }
    },
    SNAPPY(CompressionCodec.SNAPPY) {
        @Override
        int bound(int length) {
            return Snappy.maxCompressedLength(length);
        }

        @Override
        int compress(byte[] plain, int length, byte[] target, int offset) throws IOException {
            return Snappy.compress(plain, 0, length, target, offset);
        }
    };

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

    abstract int compress(byte[] plain, int length, byte[] target, int offset) throws IOException;

    /** Appends the first bytes of a page in compressed form; returns how many these are. */
    int compress(Output plain, Output target) {
        target.reserve(bound(plain.size()));
        try {
            int length = compress(plain.array(), plain.size(), target.array(), target.size());
            target.truncate(target.size() + length);
            return length;
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
