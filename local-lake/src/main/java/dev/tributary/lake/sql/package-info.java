/**
 * What a SQL statement is, and what runs one: DDL on Glue, S3 and Iceberg tables, or the engine for everything else. Start
 * at {@link dev.tributary.lake.sql.StatementRunner}. The Athena endpoint sees this package, never a runner's own.
 */
@NullMarked
package dev.tributary.lake.sql;

import org.jspecify.annotations.NullMarked;
