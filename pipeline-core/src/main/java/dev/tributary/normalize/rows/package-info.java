/**
 * The rows that a batch of records becomes, as columns in memory, made with the schema as it was in a snapshot. Start at
 * {@code RecordSink}, which takes the values; {@code BatchTable} and {@code Slot} hold them. Knows neither the form of
 * records nor files.
 */
@NullMarked
package dev.tributary.normalize.rows;

import org.jspecify.annotations.NullMarked;
