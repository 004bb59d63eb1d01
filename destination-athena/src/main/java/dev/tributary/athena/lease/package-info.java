/**
 * One run of a pipeline at a time: an object in the bucket that names its holder, expires and carries a fencing number.
 * Start at {@code Lease}. Depends on the bucket only.
 */
@NullMarked
package dev.tributary.athena.lease;

import org.jspecify.annotations.NullMarked;
