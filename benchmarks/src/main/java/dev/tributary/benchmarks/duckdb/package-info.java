/**
 * DuckDB as what one could take instead, and as the judge of the values: {@code DuckDb} does the tasks in a process of its
 * own, {@code Unfolding} writes the SQL that makes child tables, {@code ValueCheck} compares what both wrote.
 */
@NullMarked
package dev.tributary.benchmarks.duckdb;

import org.jspecify.annotations.NullMarked;
