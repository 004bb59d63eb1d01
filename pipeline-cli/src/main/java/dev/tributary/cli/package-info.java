/**
 * The {@code pipeline} command: one class for each of its commands, what they print, and the place where settings become
 * a lake, a destination and a source. Start at {@code Main}. It sees every other module; nothing sees it.
 */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
