/**
 * Takes records from resources, in their order, and cuts them into batches. Start at {@code Extract}. Sees the source
 * contract and the words; never another stage.
 */
@NullMarked
package dev.tributary.extract;

import org.jspecify.annotations.NullMarked;
