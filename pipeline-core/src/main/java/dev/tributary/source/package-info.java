/**
 * What the author of a source writes with: the annotations, from {@code @Source} and {@code @Resource} on, and what their
 * methods take and return. Start at {@code Source}. {@code incremental} has what belongs to loading only what is new,
 * {@code definition} what a source is by hand, and what {@code reflect} makes of an annotated class. Depends on the words
 * only.
 */
@NullMarked
package dev.tributary.source;

import org.jspecify.annotations.NullMarked;
