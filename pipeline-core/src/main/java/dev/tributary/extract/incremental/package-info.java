/**
 * Incremental resources while they are read: which records are new, and where the next run goes on. Start at
 * {@link dev.tributary.extract.incremental.IncrementalFilter}. Sees {@code source} and the words.
 */
@NullMarked
package dev.tributary.extract.incremental;

import org.jspecify.annotations.NullMarked;
