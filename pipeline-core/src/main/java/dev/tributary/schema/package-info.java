/**
 * The words for what a dataset looks like: {@link dev.tributary.schema.Schema}, tables, columns, types, and what may be said
 * of them. All are immutable values. Start at {@code Schema}. How dlt stores them is in {@code stored}, what other forms there
 * are in {@code form}, and what lies between two of them in {@code change}. Depends on errors and naming.
 */
@NullMarked
package dev.tributary.schema;

import org.jspecify.annotations.NullMarked;
