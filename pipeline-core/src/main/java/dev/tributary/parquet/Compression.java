package dev.tributary.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a file are compressed. */
public enum Compression {
    /** Zstandard, level 1. */
    ZSTD(CompressionCodecName.ZSTD),
    SNAPPY(CompressionCodecName.SNAPPY);

    private final CompressionCodecName codec;

    Compression(CompressionCodecName codec) {
        this.codec = codec;
    }

    CompressionCodecName codec() {
        return codec;
    }
}
