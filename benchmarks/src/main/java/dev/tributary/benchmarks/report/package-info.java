/**
 * Makes the page and its plot of what the sections kept: {@code Results} are the raw figures, {@code Page} the text,
 * {@code Plot} the picture. Sees no section, so that a page can be made anew without measuring.
 */
@NullMarked
package dev.tributary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
