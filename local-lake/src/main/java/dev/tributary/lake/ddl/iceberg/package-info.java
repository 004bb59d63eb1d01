/**
 * What statements do to Iceberg tables, by Iceberg's own library against the lake's endpoints. Start at
 * {@link dev.tributary.lake.ddl.iceberg.IcebergTables}. Its catalog is opened with the first statement that needs it.
 */
@NullMarked
package dev.tributary.lake.ddl.iceberg;

import org.jspecify.annotations.NullMarked;
