package dev.tributary.normalize.reject;

import java.util.function.Supplier;

/** A record that became no rows: its resource, where in it the reason lies, the reason, and the record as JSON text. */
public record Reject(String resource, String path, String reason, Supplier<byte[]> raw) {}
