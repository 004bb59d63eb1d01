package dev.tributary.source;

import java.util.List;

/**
 * Some records of one resource, in order. Where one batch ends depends on the input alone, never on timing, so that a run
 * gives the same result with any number of workers.
 */
public sealed interface RecordBatch {
    /** The resource that yielded the records. */
    ResourceDefinition resource();

    /** How many records there are. */
    int size();

    /** Records as objects. */
    record Objects(ResourceDefinition resource, List<Object> records) implements RecordBatch {
        @Override
        public int size() {
            return records.size();
        }
    }

    /** Records as a column for each of their fields. */
    record Columns(ResourceDefinition resource, RecordColumns columns) implements RecordBatch {
        @Override
        public int size() {
            return columns.size();
        }
    }

    /**
     * Records as JSON values in one array of bytes; the i-th is from {@code starts[i]} to {@code ends[i]}. Its number in its
     * origin, counted from 1, is {@code numbers[i]}: a line where {@code lines}, else an element.
     */
    record Json(
            ResourceDefinition resource,
            String origin,
            byte[] bytes,
            int[] starts,
            int[] ends,
            int size,
            long[] numbers,
            boolean lines)
            implements RecordBatch {
        /** Names the i-th record in messages, such as {@code line 7 of games.jsonl}. */
        public String place(int index) {
            return (lines ? "line " : "record ") + numbers[index] + " of " + origin;
        }
    }
}
