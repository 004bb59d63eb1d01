package dev.tributary.parquet;

/** How Parquet files are written. Sizes in bytes: a row group's compressed, a page's and a dictionary's before compression. */
public record ParquetSettings(Compression compression, long rowGroupBytes, int pageBytes, int dictionaryBytes) {

    public ParquetSettings {
        positive("row group size", rowGroupBytes);
        positive("page size", pageBytes);
        positive("dictionary size", dictionaryBytes);
    }

    /** Zstandard, row groups of 32 MiB, pages and dictionaries of 1 MiB. */
    public static ParquetSettings defaults() {
        return new ParquetSettings(Compression.ZSTD, 32L << 20, 1 << 20, 1 << 20);
    }

    /** The same settings with another compression. */
    public ParquetSettings with(Compression other) {
        return new ParquetSettings(other, rowGroupBytes, pageBytes, dictionaryBytes);
    }

    private static void positive(String what, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("Invalid " + what + ": '" + bytes + "' (a positive number of bytes)");
        }
    }
}
