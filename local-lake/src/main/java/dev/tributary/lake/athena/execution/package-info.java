/**
 * Executions from start to end: a bounded pool with a queue, tokens that lead to an execution that is there already, the way
 * of a statement to what runs it, and the history that processes share. Start at {@link
 * dev.tributary.lake.athena.execution.Executions}.
 */
@NullMarked
package dev.tributary.lake.athena.execution;

import org.jspecify.annotations.NullMarked;
