/**
 * Loading only what is new, as the author of a source says it: the annotation {@code @Incremental} of a resource's
 * parameter, the {@code Cursor} that the parameter is, and the same as a value. Start at {@code Incremental}. How values
 * compare is in {@code cursor}.
 */
@NullMarked
package dev.tributary.source.incremental;

import org.jspecify.annotations.NullMarked;
