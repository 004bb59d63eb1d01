package dev.tributary.parquet.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a page or a chunk in the form in which statistics hold them; both are absent where
 * there is no value, or none that has an order.
 */
public record Bounds(byte @Nullable [] least, byte @Nullable [] greatest) {
    public static final Bounds NONE = new Bounds(null, null);

    private static final int OWN_BYTES = 60;

    public boolean known() {
        return least != null && greatest != null;
    }

    /** The memory that they take, in bytes, about. */
    public long memory() {
        return least == null || greatest == null ? 0 : OWN_BYTES + least.length + greatest.length;
    }
}
