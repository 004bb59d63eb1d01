/**
 * What pipelines have loaded and know: the commands that show it ({@code info}, {@code tables}, {@code schema},
 * {@code trace}), restore it ({@code sync}) and take it away ({@code drop}). One class for each.
 */
@NullMarked
package dev.tributary.cli.state;

import org.jspecify.annotations.NullMarked;
