/**
 * Cursors of incremental loading: where in a record the value stands ({@link dev.tributary.source.cursor.CursorPath}), and
 * the values themselves, how they compare and how dlt's state keeps them ({@link dev.tributary.source.cursor.CursorValue}).
 * Depends on {@code coerce} and {@code config}.
 */
@NullMarked
package dev.tributary.source.cursor;

import org.jspecify.annotations.NullMarked;
