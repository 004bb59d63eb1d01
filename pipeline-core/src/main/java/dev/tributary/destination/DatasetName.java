package dev.tributary.destination;

/** Which pipeline works on which dataset. Both names are normalized. */
public record DatasetName(String pipeline, String dataset) {}
