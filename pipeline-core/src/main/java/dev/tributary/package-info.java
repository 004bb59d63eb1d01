/**
 * The façade: {@link dev.tributary.Pipeline} runs a source into a destination, with options and settings, and tells what
 * happened in a {@code RunReport}. What a run consists of is here too, package-private. It sees everything and nothing below
 * sees it.
 */
@NullMarked
package dev.tributary;

import org.jspecify.annotations.NullMarked;
