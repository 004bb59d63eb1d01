/**
 * Parquet's types: which one a column has in a table's format, and how the metadata of files says it. Start at {@link
 * dev.tributary.parquet.type.ParquetTypes}. Depends on the schema's words.
 */
@NullMarked
package dev.tributary.parquet.type;

import org.jspecify.annotations.NullMarked;
