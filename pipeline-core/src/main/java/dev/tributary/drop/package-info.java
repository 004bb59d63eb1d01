/**
 * Tables and states that are taken away: what is asked for, what would go, and the schema and the state that a load goes on
 * from afterwards. Start at {@code Drop}; {@code RefreshMode} is what a run forgets before it extracts. Only the façade sees
 * it.
 */
@NullMarked
package dev.tributary.drop;

import org.jspecify.annotations.NullMarked;
