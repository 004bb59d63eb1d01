/**
 * Typed column buffers and the Parquet files made of them. Start at {@code ParquetFile}. Depends on the schema's words.
 */
@NullMarked
package dev.tributary.parquet;

import org.jspecify.annotations.NullMarked;
