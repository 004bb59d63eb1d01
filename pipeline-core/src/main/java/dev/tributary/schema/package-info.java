/**
 * The words for what a dataset looks like: {@link dev.tributary.schema.Schema}, tables, columns, types and changes. All are
 * immutable values. Start at {@code Schema}. Depends on errors and naming.
 */
@NullMarked
package dev.tributary.schema;

import org.jspecify.annotations.NullMarked;
