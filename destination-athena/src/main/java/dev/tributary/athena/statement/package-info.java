/**
 * The statements by which Athena loads Iceberg tables from staging tables: copies, and merges of all strategies. Start at
 * {@code MergeStatements}. Depends on the merge's hints and the words only.
 */
@NullMarked
package dev.tributary.athena.statement;

import org.jspecify.annotations.NullMarked;
