/**
 * External Parquet tables, registered through the Glue API. Start at {@code HiveTables}; what Glue is told is in
 * {@code HiveTableInput}. Depends on intents, the layout and the bucket.
 */
@NullMarked
package dev.tributary.athena.hive;

import org.jspecify.annotations.NullMarked;
