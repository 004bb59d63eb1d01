/**
 * Brings packages into a destination, those that an earlier run left first. Start at {@code Load}. Sees the destination
 * contract and the words; never another stage.
 */
@NullMarked
package dev.tributary.load;

import org.jspecify.annotations.NullMarked;
