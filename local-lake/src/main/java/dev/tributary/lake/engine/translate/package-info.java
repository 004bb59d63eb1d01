/**
 * Athena's SQL as the engine takes it: what is the same passes untouched, what differs is rewritten token by token, and what
 * Athena lacks is refused. Start at {@link dev.tributary.lake.engine.translate.Translation}.
 */
@NullMarked
package dev.tributary.lake.engine.translate;

import org.jspecify.annotations.NullMarked;
