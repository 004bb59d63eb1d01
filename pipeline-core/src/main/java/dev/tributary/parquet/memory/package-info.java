/**
 * Where the arrays of columns come from, and where they go back to: {@link dev.tributary.parquet.memory.ArrayPool}. Everything
 * that holds values between reading and writing them takes its larger arrays there. Depends on nothing.
 */
@NullMarked
package dev.tributary.parquet.memory;

import org.jspecify.annotations.NullMarked;
