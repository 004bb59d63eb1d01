/**
 * Parquet's encodings: arrays of values become runs, packed bits, differences and dictionaries in bytes that grow. Start at
 * {@link dev.tributary.parquet.encoding.Output}. Depends on nothing.
 */
@NullMarked
package dev.tributary.parquet.encoding;

import org.jspecify.annotations.NullMarked;
