/**
 * What contracts let records change: which contract holds for which table, what follows for its rows and columns, and
 * what was kept out. Start at {@code Contracts}. Sees the schema and the source contract; nothing else of this stage.
 */
@NullMarked
package dev.tributary.normalize.contract;

import org.jspecify.annotations.NullMarked;
