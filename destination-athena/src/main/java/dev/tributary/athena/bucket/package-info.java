/**
 * Objects in one bucket: conditional writes, listing, deletion, uploads in parallel parts. Start at {@code Bucket}. Knows
 * nothing of tables.
 */
@NullMarked
package dev.tributary.athena.bucket;

import org.jspecify.annotations.NullMarked;
