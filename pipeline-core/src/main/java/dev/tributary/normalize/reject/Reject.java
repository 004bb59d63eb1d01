package dev.tributary.normalize.reject;

import dev.tributary.source.batch.LargeRecord;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A record that became no rows: its resource, where in it the reason lies, the reason, and the record as JSON text.
 *
 * @param large the record where it is too large to be held
 */
public record Reject(
        String resource,
        String path,
        String reason,
        Supplier<byte[]> raw,
        @Nullable LargeRecord large) {
    public Reject(String resource, String path, String reason, Supplier<byte[]> raw) {
        this(resource, path, reason, raw, null);
    }

    /** A record that is too large to be held. */
    public static Reject of(LargeRecord record, String path, String reason) {
        return new Reject(
                record.resource().name(), path, reason, () -> record.held().bytes(), record);
    }
}
