/**
 * {@code pipeline query}, and how the result of a query is written: as an aligned table, CSV, JSON or Parquet, and what it cost. Start at
 * {@code QueryCommand}.
 */
@NullMarked
package dev.tributary.cli.query;

import org.jspecify.annotations.NullMarked;
