package dev.tributary.athena.bucket;

import java.nio.file.Path;

/** An object to be made of a file's first bytes and a tail that replaces the rest. */
public record Upload(String key, Path file, long head, byte[] tail) {
    /** A file as it is. */
    public static Upload whole(String key, Path file, long bytes) {
        return new Upload(key, file, bytes, new byte[0]);
    }

    /** The size of the object, in bytes. */
    public long size() {
        return head + tail.length;
    }
}
