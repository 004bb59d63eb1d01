/**
 * Turns records into rows of flat tables in Parquet files: naming, inference, coercion, child tables, rejects. Start at
 * {@code Normalize}: a batch is walked in {@code front}, becomes columns in {@code rows}, changes the schema in {@code
 * evolution} within what {@code contract} allows, and is written in {@code file}. Sees the source contract, parquet and the
 * words; never another stage.
 */
@NullMarked
package dev.tributary.normalize;

import org.jspecify.annotations.NullMarked;
