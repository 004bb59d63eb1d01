/**
 * Files that come packed: gzip and zstd, told by name or content and unpacked while they are read. Start at {@code
 * Archive}. Depends on errors only.
 */
@NullMarked
package dev.tributary.source.archive;

import org.jspecify.annotations.NullMarked;
