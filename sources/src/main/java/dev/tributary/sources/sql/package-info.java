/**
 * Rows of SQL databases as records, for sources that are written by hand. Start at {@code SqlRows}. Knows JDBC and the source
 * contract, and no database's driver.
 */
@NullMarked
package dev.tributary.sources.sql;

import org.jspecify.annotations.NullMarked;
