/**
 * The ready source of what runs did: the traces that they left in a pipeline's working folder. Start at {@code Trace}. Sees
 * the source contract and the words.
 */
@NullMarked
package dev.tributary.sources.trace;

import org.jspecify.annotations.NullMarked;
