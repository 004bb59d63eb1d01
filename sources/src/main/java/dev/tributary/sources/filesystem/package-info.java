/**
 * Reads JSON files of a folder. Start at {@code Filesystem}. Depends on the source contract.
 */
@NullMarked
package dev.tributary.sources.filesystem;

import org.jspecify.annotations.NullMarked;
