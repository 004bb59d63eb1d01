/**
 * What a source's author imports: the annotations {@code @Source} and {@code @Resource}, and the definition that they, or
 * a caller by hand, make. Start at {@code SourceDefinition}. Depends on the words only.
 */
@NullMarked
package dev.tributary.source;

import org.jspecify.annotations.NullMarked;
