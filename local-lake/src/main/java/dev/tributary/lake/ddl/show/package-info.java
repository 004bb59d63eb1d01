/**
 * What SHOW and DESCRIBE answer, in the text forms of Athena: rows of one text each, its fields parted by tabs and padded as
 * Hive pads them. Start at {@link dev.tributary.lake.ddl.show.Shown}.
 */
@NullMarked
package dev.tributary.lake.ddl.show;

import org.jspecify.annotations.NullMarked;
