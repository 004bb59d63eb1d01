/**
 * Iceberg tables: field ids for data files, one marked commit a table. Start at {@code IcebergTables}. Depends on intents and
 * the bucket; its requests go through the session's counted clients.
 */
@NullMarked
package dev.tributary.athena.iceberg;

import org.jspecify.annotations.NullMarked;
