/**
 * The forms of records: JSON text, maps and beans, each walked by a front-end that puts what it finds into a sink of
 * rows. Start at {@code BatchNormalizer}, which takes a batch. Sees rows; never files.
 */
@NullMarked
package dev.tributary.normalize.front;

import org.jspecify.annotations.NullMarked;
