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
            zstd = new ZstdCompressCtx().setLevel(level);
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
