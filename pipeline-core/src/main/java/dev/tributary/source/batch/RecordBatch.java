package dev.tributary.source.batch;

import dev.tributary.source.RecordColumns;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some records of one resource, in order. Where one batch ends depends on the input alone, never on timing, so that a run
 * gives the same result with any number of workers.
 */
public sealed interface RecordBatch
        permits RecordBatch.Objects, RecordBatch.Columns, RecordBatch.Json, JsonLines, LargeRecord {
    /** The resource that yielded the records. */
    ResourceDefinition resource();

    /** Says, once, that nobody reads the records any more: whoever made the batch may use its memory again. */
    default void release() {}

    /** Records as objects. */
    record Objects(ResourceDefinition resource, List<Object> records) implements RecordBatch {}

    /** Records as a column for each of their fields. */
    record Columns(ResourceDefinition resource, RecordColumns columns) implements RecordBatch {}

    /**
     * Records as JSON values in one array of bytes; the i-th is from {@code starts[i]} to {@code ends[i]}. Its number in its
     * origin, counted from 1, is {@code numbers[i]}: a line where {@code lines}, else an element. {@code released} gets the
     * array when it may be used again.
     */
    record Json(
            ResourceDefinition resource,
            String origin,
            byte[] bytes,
            int[] starts,
            int[] ends,
            int size,
            long[] numbers,
            boolean lines,
            Consumer<byte[]> released)
            implements RecordBatch {
        /** Records in an array that is not used again. */
        public Json(
                ResourceDefinition resource,
                String origin,
                byte[] bytes,
                int[] starts,
                int[] ends,
                int size,
                long[] numbers,
                boolean lines) {
            this(resource, origin, bytes, starts, ends, size, numbers, lines, array -> {});
        }

        @Override
        public void release() {
            released.accept(bytes);
        }

        /** Names the i-th record in messages, such as {@code line 7 of games.jsonl}. */
        public String place(int index) {
            return (lines ? "line " : "record ") + numbers[index] + " of " + origin;
        }
    }
}
