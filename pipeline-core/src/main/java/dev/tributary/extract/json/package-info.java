/**
 * JSON on its way through extraction: a stream of bytes is cut into records without being parsed, and single records become
 * trees where steps want to see them. Start at {@link dev.tributary.extract.json.JsonSplitter}. Sees {@code source} alone.
 */
@NullMarked
package dev.tributary.extract.json;

import org.jspecify.annotations.NullMarked;
