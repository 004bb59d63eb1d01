package dev.tributary.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * JSON as bytes, UTF-8: JSON Lines, or one JSON array whose elements are the records, or one JSON value. It is parsed
 * straight into columns, and far faster than maps are. The origin names the bytes in messages, such as a file's path.
 */
public record RawJson(String origin, Bytes bytes) {
    /** Opens the bytes. The stream is read once and closed. */
    @FunctionalInterface
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /** JSON that is in memory already. */
    public static RawJson of(String origin, byte[] bytes) {
        return new RawJson(origin, () -> new ByteArrayInputStream(bytes));
    }

    /** JSON text that is in memory already. */
    public static RawJson of(String origin, String text) {
        return of(origin, text.getBytes(StandardCharsets.UTF_8));
    }
}
