package dev.tributary.athena.bucket;

/** An object as listed; the size is in bytes. */
public record ListedObject(String key, long size) {}
