package dev.tributary.parquet;

import dev.tributary.parquet.page.Codec;

/** How the pages of a file are compressed. */
public enum Compression {
    /** Zstandard, level 1. */
    ZSTD(Codec.ZSTD),
    SNAPPY(Codec.SNAPPY);

    private final Codec codec;

    Compression(Codec codec) {
        this.codec = codec;
    }

    Codec codec() {
        return codec;
    }
}
