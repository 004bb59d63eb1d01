/**
 * What every command shares with the shell it runs in: options that all take, the log, tables of text and JSON, questions, and
 * the end by Ctrl-C. Start at {@code Shell}. It knows no command and no lake.
 */
@NullMarked
package dev.tributary.cli.terminal;

import org.jspecify.annotations.NullMarked;
