package dev.tributary.parquet.page;

/**
 * How pages are made; sizes in bytes, before compression. Finished ones stay in arrays of the pool.
 *
 * @param bloomFilter whether chunks have one
 * @param sorted whether it is looked at whether the values of a chunk are sorted
 */
public record PageSettings(
        Codec codec, int pageBytes, int dictionaryBytes, SegmentPool pool, boolean bloomFilter, boolean sorted) {}
