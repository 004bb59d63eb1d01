package dev.tributary.lake.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;

/** The files of a folder's objects, a folder for each bucket, and the bodies that are to become objects. */
record ObjectFiles(Path root) {
    /** Bodies under way. S3Proxy refuses bucket names that begin with a dot, so no client can name it. */
    static final String UPLOADS = ".uploads";

    /** What tells a file from the one that is renamed over it. */
    private record FileIdentity(@Nullable Object key, FileTime modified, long size) {

        static Optional<FileIdentity> of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return Optional.of(
                        new FileIdentity(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** Refuses a bucket that is not there. */
    void requireBucket(String bucket) {
        if (!Files.isDirectory(root.resolve(bucket))) {
            throw S3Exceptions.noSuchBucket(bucket, "The specified bucket does not exist");
        }
    }

    /** The file of an object. */
    Path file(ObjectName name) {
        Path bucket = root.resolve(name.bucket());
        Path file = bucket.resolve(name.key()).normalize();
        if (!file.startsWith(bucket) || !bucket.relativize(file).toString().equals(name.key())) {
            throw S3Exceptions.invalidArgument("The key '" + name.key() + "' is not a path within its bucket");
        }
        return file;
    }

    /** Makes a body that is whole an object, in the place of any that is there. */
    void publish(String upload, ObjectName name) {
        Path target = file(name);
        try {
            Files.createDirectories(target.getParent());
            Files.move(upload(upload), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw S3Exceptions.invalidRequest(
                    "The object '%s' cannot be kept as a file: %s".formatted(name.key(), reason(e)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "another object's name is a folder of it, or the reverse" : e.getReason();
    }

    /**
     * Reads an object that was not replaced meanwhile. The backend opens a file by name and its attributes by name again, so
     * it may answer with the ETag of one object and the content of the next.
     */
    <T> T settled(ObjectName name, Supplier<T> read, Consumer<T> discard) {
        Path file = root.resolve(name.bucket()).resolve(name.key());
        while (true) {
            Optional<FileIdentity> before = FileIdentity.of(file);
            T result = read.get();
            if (before.equals(FileIdentity.of(file))) {
                return result;
            }
            discard.accept(result);
        }
    }

    private Path upload(String upload) {
        return root.resolve(UPLOADS).resolve(upload);
    }

    /** Deletes a body under way, if it is there still. */
    void discard(String upload) {
        try {
            Files.deleteIfExists(upload(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
