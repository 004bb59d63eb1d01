/**
 * The SQL engine of a lake: finds a JDK for it, fetches it once, runs it as a child process, and runs Athena's statements
 * on it. Start at {@link dev.tributary.lake.engine.EngineRunner}. It knows the engine by its HTTP protocol only; nothing of
 * it is on this process's class path.
 */
@NullMarked
package dev.tributary.lake.engine;

import org.jspecify.annotations.NullMarked;
