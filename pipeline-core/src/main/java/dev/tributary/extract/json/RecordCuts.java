package dev.tributary.extract.json;

import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.Arrays;
import java.util.function.Consumer;

/** Where the records of a batch begin and end, while it is put together; records are counted from batch to batch. */
final class RecordCuts {
    private final ResourceDefinition resource;
    private final String origin;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private long[] numbers = new long[256];
    private int size;
    private long number;

    RecordCuts(ResourceDefinition resource, String origin) {
        this.resource = resource;
        this.origin = origin;
    }

    int size() {
        return size;
    }

    /** One more record, between two places. */
    void add(int start, int end) {
        number++;
        put(start, end, number);
    }

    /** A record that is in no batch with others; returns its number. */
    long addElsewhere() {
        return ++number;
    }

    /** A record that is not there, and counts. */
    void addEmpty(int at) {
        add(at, at);
    }

    /** What is not there before the next record, and does not count. */
    void addGap(int at) {
        put(at, at, number + 1);
    }

    private void put(int start, int end, long as) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        numbers[size++] = as;
    }

    /** The batch of the records so far, all of which are in these bytes; begins the next one. */
    RecordBatch.Json take(byte[] bytes, Consumer<byte[]> released) {
        RecordBatch.Json batch =
                new RecordBatch.Json(resource, origin, bytes, starts, ends, size, numbers, false, released);
        starts = new int[Math.max(256, size)];
        ends = new int[starts.length];
        numbers = new long[starts.length];
        size = 0;
        return batch;
    }
}
