/**
 * Records on their way from where they are read to where they become rows: some at a time, as objects, as columns or as
 * JSON in bytes. Start at {@code RecordBatch}. No author of a source sees them.
 */
@NullMarked
package dev.tributary.source.batch;

import org.jspecify.annotations.NullMarked;
