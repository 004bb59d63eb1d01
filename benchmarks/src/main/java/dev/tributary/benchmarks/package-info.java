/**
 * What the write path does in a second, beside what others do with the same bytes. {@code NormalizeOnly} measures the
 * engine alone; {@code data} makes the input.
 */
@NullMarked
package dev.tributary.benchmarks;

import org.jspecify.annotations.NullMarked;
