/**
 * What lies between two states of a schema, for reports, traces and destinations. Start at {@code SchemaDiff}.
 */
@NullMarked
package dev.tributary.schema.change;

import org.jspecify.annotations.NullMarked;
