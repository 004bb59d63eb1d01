/**
 * What files say of a column's values: the bounds of pages and chunks, whether values are sorted, and bloom filters. Start at
 * {@link dev.tributary.parquet.statistics.Bounds}. Depends on the encodings.
 */
@NullMarked
package dev.tributary.parquet.statistics;

import org.jspecify.annotations.NullMarked;
