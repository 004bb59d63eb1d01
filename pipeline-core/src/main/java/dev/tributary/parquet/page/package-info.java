/**
 * Parquet's pages: values of one column, given as arrays, become encoded and compressed pages with their statistics. Start
 * at {@link dev.tributary.parquet.page.ColumnPages}. Encodings and structures are those of the Parquet format 2.11; data
 * pages are of version 1. Depends on the encodings and the statistics.
 */
@NullMarked
package dev.tributary.parquet.page;

import org.jspecify.annotations.NullMarked;
