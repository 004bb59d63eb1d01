/**
 * Makes the input of the benchmarks: JSON Lines, the same bytes on every machine. {@code Generate} is the command;
 * {@code FlatRows} and {@code Events} are the two kinds of record, {@code JsonLines} writes them.
 */
@NullMarked
package dev.tributary.benchmarks.data;

import org.jspecify.annotations.NullMarked;
