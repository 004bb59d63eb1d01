/**
 * What a command loads: from what the user calls it, by its class, which may have to be compiled, to the definition with its
 * settings. Start at {@code Target}. It sees no other package of the command.
 */
@NullMarked
package dev.tributary.cli.source;

import org.jspecify.annotations.NullMarked;
