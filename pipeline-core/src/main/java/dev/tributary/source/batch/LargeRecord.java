package dev.tributary.source.batch;

import dev.tributary.source.definition.ResourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/** One JSON record that is too large to be held, in a file. It is the only one of its batch. */
public final class LargeRecord implements RecordBatch {
    /** Several of these, and what becomes of them, have room in any heap. */
    private static final int ALONE_BYTES = 8 << 20;

    private final ResourceDefinition resource;
    private final String origin;
    private final LargeText text;
    private final LongSupplier number;
    private final boolean line;

    /** A record in a text without white space around it; its number in its origin is that of a line or an element. */
    public LargeRecord(ResourceDefinition resource, String origin, LargeText text, LongSupplier number, boolean line) {
        this.resource = resource;
        this.origin = origin;
        this.text = text;
        this.number = number;
        this.line = line;
    }

    @Override
    public ResourceDefinition resource() {
        return resource;
    }

    public LargeText text() {
        return text;
    }

    /** Whether it is so large that nothing else should be worked on at the same time. */
    public boolean isAlone() {
        return text.size() > ALONE_BYTES;
    }

    /** The same record, of another resource. */
    public LargeRecord of(ResourceDefinition other) {
        return new LargeRecord(other, origin, text, number, line);
    }

    /** Names the record in messages, such as {@code line 7 of games.jsonl}. */
    public String place() {
        return (line ? "line " : "record ") + number.getAsLong() + " of " + origin;
    }

    /** The same record in an array. */
    public RecordBatch.Json held() {
        byte[] bytes = new byte[Math.toIntExact(text.size())];
        try {
            text.read(0, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RecordBatch.Json(
                resource,
                origin,
                bytes,
                new int[] {0},
                new int[] {bytes.length},
                1,
                new long[] {number.getAsLong()},
                line);
    }

    @Override
    public void release() {
        number.getAsLong();
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
