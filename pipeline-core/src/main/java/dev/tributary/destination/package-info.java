/**
 * The contract of a destination: where packages go and where state comes back from. Start at
 * {@link dev.tributary.destination.Destination}. A destination sees this package and the words, never a stage.
 */
@NullMarked
package dev.tributary.destination;

import org.jspecify.annotations.NullMarked;
