/**
 * The sources that come with Tributary, by the names under which {@code pipeline run} knows them. Start at
 * {@code ReadySources}. Each source is a package of its own and sees the source contract only.
 */
@NullMarked
package dev.tributary.sources;

import org.jspecify.annotations.NullMarked;
