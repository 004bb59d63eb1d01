/**
 * {@code pipeline rejects}: shows records that became no rows, loads them once more, or deletes them. Start at
 * {@code RejectsCommand}. Runs of it report as those of {@code run} do.
 */
@NullMarked
package dev.tributary.cli.rejects;

import org.jspecify.annotations.NullMarked;
