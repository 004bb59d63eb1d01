package dev.tributary.parquet.page;

/** How pages are made; sizes in bytes, before compression. Finished ones stay in arrays of the pool. */
public record PageSettings(Codec codec, int pageBytes, int dictionaryBytes, SegmentPool pool) {}
