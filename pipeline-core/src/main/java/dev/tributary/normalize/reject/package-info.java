/**
 * Records that became no rows: {@code Rejected} is thrown where the reason shows and caught where the record began, {@code
 * Reject} tells which record it was. Sees nothing of this stage.
 */
@NullMarked
package dev.tributary.normalize.reject;

import org.jspecify.annotations.NullMarked;
