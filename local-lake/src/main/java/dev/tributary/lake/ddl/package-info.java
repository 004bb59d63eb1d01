/**
 * Athena's DDL without a query engine: statements are parsed ({@code parse} into {@code statement} and {@code type}) and done
 * on the Glue catalog ({@code catalog}, {@code hive}), on S3 and with Iceberg's library ({@code iceberg}); {@code show} tells.
 *
 * <p>Start at {@link dev.tributary.lake.ddl.DdlRunner}. What Athena refuses is refused in its words.
 */
@NullMarked
package dev.tributary.lake.ddl;

import org.jspecify.annotations.NullMarked;
