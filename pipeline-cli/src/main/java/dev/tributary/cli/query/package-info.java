/**
 * How the result of a query is written: as an aligned table, CSV, JSON or Parquet, and what it cost. Start at
 * {@link dev.tributary.cli.query.ResultWriter}. Knows results and files, not commands.
 */
@NullMarked
package dev.tributary.cli.query;

import org.jspecify.annotations.NullMarked;
