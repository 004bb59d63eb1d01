/**
 * The {@code pipeline} command: its main class, how the commands below it are found, and what a failure prints. Start at
 * {@code Main}. Each feature's commands are in a package of their own, and see {@code terminal}, {@code project},
 * {@code lake} and {@code source}; nothing sees this package.
 */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
