/**
 * The destination {@code athena}: Parquet files on S3, tables in Glue, Iceberg commits; no Athena statement in a load. Start
 * at {@link dev.tributary.athena.AthenaDestination}. This package composes those below it and is seen by none of them.
 */
@NullMarked
package dev.tributary.athena;

import org.jspecify.annotations.NullMarked;
