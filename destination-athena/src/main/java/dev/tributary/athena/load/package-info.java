/**
 * The steps of a load in their order, and the recovery of what a run left. Start at {@code LoadProtocol}. Sees all packages
 * beside it; only the destination sees it.
 */
@NullMarked
package dev.tributary.athena.load;

import org.jspecify.annotations.NullMarked;
