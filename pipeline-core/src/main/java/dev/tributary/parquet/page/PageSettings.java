package dev.tributary.parquet.page;

/** How pages are made; sizes in bytes, before compression. */
public record PageSettings(Codec codec, int pageBytes, int dictionaryBytes) {}
