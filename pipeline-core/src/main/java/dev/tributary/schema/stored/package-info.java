/**
 * A schema as dlt stores it, to the byte: its JSON, the hash of its content by which dlt knows versions, and the version that
 * follows. Start at {@code SchemaJson}.
 */
@NullMarked
package dev.tributary.schema.stored;

import org.jspecify.annotations.NullMarked;
