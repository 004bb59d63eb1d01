/**
 * {@code pipeline query}, and how its result is written: as an aligned table, CSV, JSON or Parquet, and what it cost. Start
 * at {@code QueryCommand}; all but it know results and files, not commands.
 */
@NullMarked
package dev.tributary.cli.query;

import org.jspecify.annotations.NullMarked;
