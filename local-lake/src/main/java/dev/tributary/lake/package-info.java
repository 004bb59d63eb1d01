/**
 * An embedded lake on loopback: S3, Glue and Athena endpoints over one folder.
 *
 * <p>Start at {@link dev.tributary.lake.LocalLake}. Several processes may each start a lake on the same folder at once;
 * whatever is atomic on AWS (a conditional write, a Glue update with a version) is atomic between them too. The packages
 * below hold the endpoints ({@code s3}, {@code glue}, {@code athena}), what they need of the file system ({@code disk}) and
 * of the protocol ({@code wire}), and what a SQL statement is ({@code sql}).
 */
@NullMarked
package dev.tributary.lake;

import org.jspecify.annotations.NullMarked;
