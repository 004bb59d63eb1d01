package dev.tributary.source.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/** Unpacks zstd, RFC 8878, all frames of it. Unlike the library's stream it notices the end within a later frame. */
final class ZstdStream extends InputStream {
    /** A block of zstd has at most so many bytes. */
    private static final int BUFFER = 131_072;

    private final InputStream in;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private boolean isFrameWhole;

    /** Whether what was read already may make more bytes. */
    private boolean mayHoldMore;

    ZstdStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!unpacked.hasRemaining()) {
            if (!mayHoldMore && !packed.hasRemaining() && !fill()) {
                if (!isFrameWhole) {
                    throw new EOFException();
                }
                return -1;
            }
            unpack();
        }
        int count = Math.min(length, unpacked.remaining());
        unpacked.get(target, offset, count);
        return count;
    }

    private void unpack() throws ZipException {
        unpacked.clear();
        try {
            isFrameWhole = context.decompressDirectByteBufferStream(unpacked, packed);
        } catch (ZstdException e) {
            throw new ZipException(e.getMessage());
        }
        mayHoldMore = !isFrameWhole && !unpacked.hasRemaining();
        unpacked.flip();
    }

    private boolean fill() throws IOException {
        int count = in.read(bytes, 0, bytes.length);
        if (count <= 0) {
            return false;
        }
        packed.clear().put(bytes, 0, count).flip();
        return true;
    }

    @Override
    public void close() throws IOException {
        context.close();
        in.close();
    }
}
