/**
 * What the rows of tables are known by: dlt's own columns, and where the id of a row comes from. Start at {@code
 * RowIdRule}. Sees the schema; nothing else of this stage.
 */
@NullMarked
package dev.tributary.normalize.id;

import org.jspecify.annotations.NullMarked;
