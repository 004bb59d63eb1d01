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
    /** What shorter matches save in texts is hardly worth the time that it takes to find and to write them, */
    private static final int TEXT_MATCH = 7;

    /** and more of the longer ones are found in a table of 256 KiB. */
    private static final int TEXT_HASH_BITS = 16;

    /** Numbers have shorter ones, and are compressed with the defaults of the level. */
    private static final int DEFAULT = 0;

    final Output plain = new Output();
    final Output header = new Output();
    final RunLength runs = new RunLength();
    final DeltaBinary deltas = new DeltaBinary();
    final DeltaBytes sharing = new DeltaBytes();
    final DistinctIds distinct = new DistinctIds();
    final Output packed = new Output();

    /** Whether what is to be compressed are texts. */
    boolean texts;

    private @Nullable ZstdCompressCtx zstd;
    private boolean zstdForTexts;

    ZstdCompressCtx zstd(int level) {
        if (zstd == null) {
            zstd = new ZstdCompressCtx().setLevel(level);
            zstdForTexts = false;
        }
        if (zstdForTexts != texts) {
            zstd.setMinMatch(texts ? TEXT_MATCH : DEFAULT).setHashLog(texts ? TEXT_HASH_BITS : DEFAULT);
            zstdForTexts = texts;
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
