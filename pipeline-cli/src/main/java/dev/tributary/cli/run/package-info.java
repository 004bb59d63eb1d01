/**
 * {@code pipeline run}: its options, how it shows progress, and what it reports as text and as JSON. Start at
 * {@code RunCommand}.
 */
@NullMarked
package dev.tributary.cli.run;

import org.jspecify.annotations.NullMarked;
