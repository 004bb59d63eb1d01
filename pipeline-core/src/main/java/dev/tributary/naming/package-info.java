/**
 * How the names of a source become names of tables and columns; {@code digest} has the digests that dlt makes of names and
 * rows. Start at {@code NamingConvention}. Depends on errors only.
 */
@NullMarked
package dev.tributary.naming;

import org.jspecify.annotations.NullMarked;
