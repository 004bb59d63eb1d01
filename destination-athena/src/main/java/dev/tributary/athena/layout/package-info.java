/**
 * Where a data file goes: the layout setting with its placeholders, and the folders of partitions. Start at {@code Layout}.
 * Pure functions of text.
 */
@NullMarked
package dev.tributary.athena.layout;

import org.jspecify.annotations.NullMarked;
