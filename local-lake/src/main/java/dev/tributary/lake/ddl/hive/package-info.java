/**
 * What statements do to tables that are not Iceberg: all of it in the catalog, none of it to their files. Start at
 * {@code HiveTables}.
 */
@NullMarked
package dev.tributary.lake.ddl.hive;

import org.jspecify.annotations.NullMarked;
