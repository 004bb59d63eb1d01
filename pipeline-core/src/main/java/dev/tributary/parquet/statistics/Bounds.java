package dev.tributary.parquet.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a page or a chunk in the form in which statistics hold them; both are absent where
 * there is no value, or none that has an order.
 */
public record Bounds(byte @Nullable [] least, byte @Nullable [] greatest) {
    public static final Bounds NONE = new Bounds(null, null);

    public boolean known() {
        return least != null && greatest != null;
    }
}
