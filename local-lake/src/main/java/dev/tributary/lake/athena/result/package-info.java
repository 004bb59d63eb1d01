/**
 * Results as Athena keeps them in S3: the file of rows (CSV or lines of text), the {@code .metadata} beside it, and the pages
 * that GetQueryResults cuts from the file. Start at {@link dev.tributary.lake.athena.result.ResultForm}.
 */
@NullMarked
package dev.tributary.lake.athena.result;

import org.jspecify.annotations.NullMarked;
