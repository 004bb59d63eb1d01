package dev.tributary.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * The compression of pages without Hadoop's codecs: zstd and snappy on byte arrays, without state between two pages, so
 * that an open file that has not compressed anything holds no native memory.
 */
final class PageCodecs implements CompressionCodecFactory {
    private static final int ZSTD_LEVEL = 1;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressor(known(codec));
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Decompressor(known(codec));
    }

    @Override
    public void release() {
        // nothing is held between pages
    }

    private static CompressionCodecName known(CompressionCodecName codec) {
        return switch (codec) {
            case ZSTD, SNAPPY, UNCOMPRESSED -> codec;
            default ->
                throw new IllegalArgumentException(
                        "Invalid Parquet compression: '" + codec + "' (ZSTD, SNAPPY or UNCOMPRESSED)");
        };
    }

    /** Unpacks the library into the folder for temporary files when it is used first, for which there may be no room. */
    private static void loadZstd() throws IOException {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static int checked(long zstdResult) throws IOException {
        if (Zstd.isError(zstdResult)) {
            throw new IOException("zstd: " + Zstd.getErrorName(zstdResult));
        }
        return (int) zstdResult;
    }

    /** A page in one array, of which it may fill only the beginning. */
    private static final class Bytes extends ByteArrayOutputStream {
        private Bytes(BytesInput page) throws IOException {
            super((int) page.size());
            page.writeAllTo(this);
        }

        private byte[] array() {
            return buf;
        }
    }

    private record Compressor(CompressionCodecName codec) implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            if (codec == CompressionCodecName.UNCOMPRESSED) {
                return page;
            }
            Bytes plain = new Bytes(page);
            if (codec == CompressionCodecName.SNAPPY) {
                byte[] packed = new byte[Snappy.maxCompressedLength(plain.size())];
                return BytesInput.from(packed, 0, Snappy.compress(plain.array(), 0, plain.size(), packed, 0));
            }
            loadZstd();
            byte[] packed = new byte[(int) Zstd.compressBound(plain.size())];
            long length = Zstd.compressByteArray(packed, 0, packed.length, plain.array(), 0, plain.size(), ZSTD_LEVEL);
            return BytesInput.from(packed, 0, checked(length));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {
            // nothing is held between pages
        }
    }

    private record Decompressor(CompressionCodecName codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int plainSize) throws IOException {
            if (codec == CompressionCodecName.UNCOMPRESSED) {
                return page;
            }
            Bytes packed = new Bytes(page);
            byte[] plain = new byte[plainSize];
            int length = codec == CompressionCodecName.ZSTD
                    ? checked(Zstd.decompressByteArray(plain, 0, plainSize, packed.array(), 0, packed.size()))
                    : Snappy.uncompress(packed.array(), 0, packed.size(), plain, 0);
            if (length != plainSize) {
                throw new IOException("a page of " + plainSize + " bytes unpacks to " + length);
            }
            return BytesInput.from(plain);
        }

        @Override
        public void decompress(ByteBuffer page, int packedSize, ByteBuffer plain, int plainSize) throws IOException {
            byte[] packed = new byte[packedSize];
            page.get(packed);
            Bytes unpacked = new Bytes(decompress(BytesInput.from(packed), plainSize));
            plain.put(unpacked.array(), 0, unpacked.size());
        }

        @Override
        public void release() {
            // nothing is held between pages
        }
    }
}
