/**
 * The forms in which schemas are written for people and tools: YAML and JSON files that dlt reads too, and diagrams. Start
 * at {@link dev.tributary.schema.form.SchemaForm}; {@link dev.tributary.schema.form.SchemaFiles} imports and exports.
 * Depends on schema and errors.
 */
@NullMarked
package dev.tributary.schema.form;

import org.jspecify.annotations.NullMarked;
