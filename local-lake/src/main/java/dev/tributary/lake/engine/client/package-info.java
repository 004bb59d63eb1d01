/**
 * Trino's HTTP protocol as a client speaks it: a statement is posted, and the answer tells where the next part of its
 * result is until there is none. Start at {@link dev.tributary.lake.engine.client.Query}.
 */
@NullMarked
package dev.tributary.lake.engine.client;

import org.jspecify.annotations.NullMarked;
