/**
 * Sources as values: what annotated classes become, and what is written by hand where resources are known only at run time.
 * A source has resources; each has an origin, steps and hints for its table. Start at {@code SourceDefinition}. Depends on
 * what authors write with, and on the words.
 */
@NullMarked
package dev.tributary.source.definition;

import org.jspecify.annotations.NullMarked;
