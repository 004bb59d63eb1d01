/**
 * What the endpoints need of a folder that several processes share: a lock between them, and files that change as a whole.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.tributary.lake.disk;

import org.jspecify.annotations.NullMarked;
