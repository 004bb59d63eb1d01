/**
 * Turns records into rows of flat tables in Parquet files: naming, inference, coercion, child tables, rejects. Start at
 * {@code Normalize}; a batch becomes columns in {@code BatchNormalizer}, batches become files in {@code TableFiles}. Sees
 * the source contract, parquet and the words; never another stage.
 */
@NullMarked
package dev.tributary.normalize;

import org.jspecify.annotations.NullMarked;
