package dev.tributary.parquet.page;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.tributary.parquet.encoding.DeltaBinary;
import dev.tributary.parquet.encoding.DeltaBytes;
import dev.tributary.parquet.encoding.DistinctIds;
import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.RunLength;
import org.jspecify.annotations.Nullable;

/**
 * What pages are encoded and compressed with. Belongs to one thread and serves any number of columns and files; closing it
 * gives native memory back, after which it can be used again.
 */
public final class Workspace implements AutoCloseable {
    /** What shorter matches save is hardly worth the time that it takes to find and to write them, */
    private static final int MIN_MATCH = 7;

    /** and more of the longer ones are found in a table of 256 KiB. */
    private static final int HASH_BITS = 16;

    final Output plain = new Output();
    final Output header = new Output();
    final RunLength runs = new RunLength();
    final DeltaBinary deltas = new DeltaBinary();
    final DeltaBytes sharing = new DeltaBytes();
    final DistinctIds distinct = new DistinctIds();
    final Output packed = new Output();
    private @Nullable ZstdCompressCtx zstd;

    ZstdCompressCtx zstd(int level) {
        if (zstd == null) {
            zstd = new ZstdCompressCtx().setLevel(level).setMinMatch(MIN_MATCH).setHashLog(HASH_BITS);
        }
        return zstd;
    }

    @Override
    public void close() {
        if (zstd != null) {
            zstd.close();
            zstd = null;
        }
    }
}
