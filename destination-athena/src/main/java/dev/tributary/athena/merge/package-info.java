/**
 * Merges a load into Iceberg tables without any SQL engine: finds the rows to exchange by their keys, and makes one commit
 * of position deletes, rewritten files and new files. Start at {@code ChainMerge}. Depends on keys, the words and Iceberg only.
 */
@NullMarked
package dev.tributary.athena.merge;

import org.jspecify.annotations.NullMarked;
