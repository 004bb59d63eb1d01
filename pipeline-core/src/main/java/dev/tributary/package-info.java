/**
 * The façade: {@link dev.tributary.Pipeline} runs a source into a destination and gives a {@link dev.tributary.RunReport}.
 * It sees everything and nothing below sees it.
 */
@NullMarked
package dev.tributary;

import org.jspecify.annotations.NullMarked;
