package dev.tributary.parquet.page;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import dev.tributary.parquet.encoding.Output;
import java.io.IOException;
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

    abstract int compress(byte[] plain, int length, byte[] target, Workspace workspace) throws IOException;

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
