/**
 * Keys of rows: compared exactly, kept by the million in a bounded heap, and known by their ranges. Start at {@code Key} and
 * {@code KeyTable}. Depends on Iceberg only.
 */
@NullMarked
package dev.tributary.athena.keys;

import org.jspecify.annotations.NullMarked;
