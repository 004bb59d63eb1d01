/**
 * One Glue database. Start at {@code GlueDatabase}. Depends on the AWS SDK only.
 */
@NullMarked
package dev.tributary.athena.catalog;

import org.jspecify.annotations.NullMarked;
