/**
 * The schema while a run changes it: what resources declare, what batches add, and the snapshots that batches are made
 * with. Start at {@code SchemaRegistry}. Sees rows and contracts; never files or the form of records.
 */
@NullMarked
package dev.tributary.normalize.evolution;

import org.jspecify.annotations.NullMarked;
