package dev.tributary.source.batch;

import dev.tributary.source.definition.ResourceDefinition;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON Lines in an array of bytes, whole lines from one place up to another: each line that is not blank is a
 * record. Nobody has looked for the ends of the lines yet; who reads the records one after the other need not.
 */
public final class JsonLines implements RecordBatch {
    private final ResourceDefinition resource;
    private final String origin;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final LineCount count;
    private final Consumer<byte[]> released;

    /** The lines behind another batch of the same origin. {@code released} gets the array when it may be used again. */
    public JsonLines(
            ResourceDefinition resource,
            String origin,
            byte[] bytes,
            int from,
            int to,
            @Nullable JsonLines before,
            Consumer<byte[]> released) {
        this.resource = resource;
        this.origin = origin;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.count = new LineCount(before == null ? null : before.count, bytes, from, to);
        this.released = released;
    }

    @Override
    public ResourceDefinition resource() {
        return resource;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the first line begins. */
    public int from() {
        return from;
    }

    /** Where the last line, or its line feed, ends. */
    public int to() {
        return to;
    }

    /** Says how many line feeds there are, so that nobody has to count them for the numbers of later lines. */
    public void tellLineFeeds(int lineFeeds) {
        count.tell(lineFeeds);
    }

    /** The number of the first line in its origin. */
    public long firstNumber() {
        return count.first();
    }

    @Override
    public void release() {
        count.first();
        count.lines();
        released.accept(bytes);
    }

    /** The same records, each with its place. */
    public RecordBatch.Json records() {
        int most = count.lines() + 1;
        int[] starts = new int[most];
        int[] ends = new int[most];
        long[] numbers = new long[most];
        int size = 0;
        long number = count.first();
        for (int at = from; at < to; number++) {
            int lineEnd = LineFeeds.first(bytes, at, to);
            int start = at;
            while (start < lineEnd && isBlank(bytes[start])) {
                start++;
            }
            if (start < lineEnd) {
                starts[size] = start;
                ends[size] = trimmed(start, lineEnd);
                numbers[size++] = number;
            }
            at = lineEnd + 1;
        }
        return new RecordBatch.Json(resource, origin, bytes, starts, ends, size, numbers, true, released);
    }

    /** The record alone that begins at a place, behind so many line feeds of this batch. */
    public RecordBatch.Json record(int start, int lineFeeds) {
        int[] ends = {trimmed(start, LineFeeds.first(bytes, start, to))};
        long[] numbers = {count.first() + lineFeeds};
        return new RecordBatch.Json(resource, origin, bytes, new int[] {start}, ends, 1, numbers, true);
    }

    private int trimmed(int start, int lineEnd) {
        int end = lineEnd;
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Whether a byte is white space of JSON. */
    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
