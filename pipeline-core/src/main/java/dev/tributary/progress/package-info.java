/**
 * What a run tells while it works: events that a terminal or a log may show. Depends on nothing.
 */
@NullMarked
package dev.tributary.progress;

import org.jspecify.annotations.NullMarked;
