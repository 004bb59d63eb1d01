/**
 * What the endpoints need of a folder that several processes share: a lock between them, files that change as a whole,
 * and names for files.
 *
 * <p>Depends on nothing but the JDK.
 */
@NullMarked
package dev.tributary.lake.disk;

import org.jspecify.annotations.NullMarked;
