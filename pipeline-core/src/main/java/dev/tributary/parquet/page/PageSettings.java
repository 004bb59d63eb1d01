package dev.tributary.parquet.page;

import dev.tributary.parquet.memory.ArrayPool;

/**
 * How pages are made; sizes in bytes, before compression. They are filled, and stay when they are finished, in
 * arrays of the pool.
 *
 * @param bloomFilter whether chunks have one
 * @param sorted whether it is looked at whether the values of a chunk are sorted
 */
public record PageSettings(
        Codec codec, int pageBytes, int dictionaryBytes, ArrayPool pool, boolean bloomFilter, boolean sorted) {}
