/**
 * The Glue catalog and the S3 objects as statements see them. Start at {@link dev.tributary.lake.ddl.catalog.LakeCatalog}.
 * What Glue refuses becomes a {@link dev.tributary.lake.sql.StatementFailed} in Athena's words ({@code Complaint}).
 */
@NullMarked
package dev.tributary.lake.ddl.catalog;

import org.jspecify.annotations.NullMarked;
