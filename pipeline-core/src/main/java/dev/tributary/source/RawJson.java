package dev.tributary.source;

import dev.tributary.error.ExtractException;
import dev.tributary.source.archive.Archive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** A file, unpacked where its content or its name, {@code .gz} or {@code .zst}, says that it is packed. */
    public static RawJson file(Path file) {
        return new RawJson(file.toString(), () -> Archive.unpack(file.toString(), Files.newInputStream(file)));
    }

    /**
     * A file that lies beside a class: in its folder on the class path, or, for a class that is run as a {@code .java}
     * file, in the folder of that file. It is unpacked as {@link #file} does.
     */
    public static RawJson resource(Class<?> owner, String name) {
        return new RawJson(name, () -> {
            InputStream bytes = owner.getResourceAsStream(name);
            if (bytes == null) {
                throw new ExtractException("Cannot read file '" + name + "': there is none beside class "
                        + owner.getSimpleName() + " (put it into the folder of " + owner.getSimpleName() + ".java)");
            }
            return Archive.unpack(name, bytes);
        });
    }
}
