/**
 * Records that became no rows, as the lake keeps them: which are meant, and how some are taken out of their table. Start at
 * {@code RejectsChange}. It sees what a destination stores and a source yields; only the façade sees it.
 */
@NullMarked
package dev.tributary.rejects;

import org.jspecify.annotations.NullMarked;
