/**
 * Parquet files as Iceberg's reader sees them, whatever kind of table they are of. Sees neither tables nor the bucket.
 */
@NullMarked
package dev.tributary.athena.parquet;

import org.jspecify.annotations.NullMarked;
