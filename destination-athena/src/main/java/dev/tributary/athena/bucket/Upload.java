package dev.tributary.athena.bucket;

import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.StreamedHead;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An object to be made of a file's first bytes and a tail that replaces the rest.
 *
 * @param tailBytes how long the tail is
 * @param tail the tail, always the same; it may be made each time that it is asked for
 * @param begun the bytes before those of the file, which are in the bucket already
 */
public record Upload(
        String key, Path file, long head, int tailBytes, Supplier<byte[]> tail, Optional<StreamedHead> begun) {
    /** An object of which nothing is in the bucket yet. */
    public Upload(String key, Path file, long head, byte[] tail) {
        this(key, file, head, tail, Optional.empty());
    }

    /** An object with a tail that is there. */
    public Upload(String key, Path file, long head, byte[] tail, Optional<StreamedHead> begun) {
        this(key, file, head, tail.length, () -> tail, begun);
    }

    /** A file as it is. */
    public static Upload whole(String key, Path file, long bytes) {
        return new Upload(key, file, bytes, new byte[0]);
    }

    /** A file of a package, of which the path has what is not sent yet. */
    public static Upload rest(String key, Path path, PackagedFile file) {
        return new Upload(key, path, file.localBytes(), new byte[0], file.head());
    }

    /** The bytes to be sent. */
    long rest() {
        return head + tailBytes;
    }

    /** The size of the object, in bytes. */
    public long size() {
        return begun.map(StreamedHead::bytes).orElse(0L) + rest();
    }
}
