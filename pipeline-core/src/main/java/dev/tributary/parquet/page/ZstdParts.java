package dev.tributary.parquet.page;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Packs bytes, of which it is known beforehand how many they are, into one frame of zstd that is written part by part. */
final class ZstdParts extends OutputStream {
    private static final int PART = 64 << 10;

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private final ByteBuffer plain = ByteBuffer.allocateDirect(PART);
    private final ByteBuffer packed = ByteBuffer.allocateDirect(PART);
    private final byte[] bytes = new byte[PART];
    private final OutputStream target;
    private long left;

    ZstdParts(int level, long size, OutputStream target) {
        this.target = target;
        this.left = size;
        context.setLevel(level);
        context.setPledgedSrcSize(size);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int part = Math.min(end - at, PART);
            plain.clear().put(source, at, part).flip();
            at += part;
            left -= part;
            pack(left == 0 ? EndDirective.END : EndDirective.CONTINUE);
        }
    }

    private void pack(EndDirective directive) throws IOException {
        boolean done = false;
        while (!done) {
            packed.clear();
            done = context.compressDirectByteBufferStream(packed, plain, directive);
            if (directive == EndDirective.CONTINUE) {
                done = !plain.hasRemaining();
            }
            int length = packed.flip().remaining();
            packed.get(bytes, 0, length);
            target.write(bytes, 0, length);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
