/**
 * What a load is about to do, as an object in the bucket from which another machine can finish it or take it back. Start at
 * {@code Intent} and {@code IntentStore}. Depends on the bucket and the words.
 */
@NullMarked
package dev.tributary.athena.intent;

import org.jspecify.annotations.NullMarked;
