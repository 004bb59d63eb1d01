package dev.tributary.lake.s3;

import dev.tributary.lake.disk.FolderLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** S3 on loopback over a folder; requests are signed (version 4) with one key. */
public final class S3Endpoint implements AutoCloseable {

    /** A body that has not grown for this long belongs to a process that died. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Stopping would wait this long for idle connections too, and whoever closes a lake is done with it. */
    private static final long STOP_TIMEOUT_MILLIS = 0;

    /** Unless this is given, Jetty asks the JVM's management for it, which takes a third of the time of a start. */
    private static final String REFERENCES_PER_CACHE_LINE =
            "org.gaul.shaded.org.eclipse.jetty.util.referencesPerCacheLine";

    /** Of 64 bytes, with references of a heap below 32 GB; it only tells how far apart words of a queue are. */
    private static final int REFERENCES = 16;

    private final S3Proxy server;
    private final Path root;
    private final S3Objects objects;

    private S3Endpoint(S3Proxy server, Path root, S3Objects objects) {
        this.server = server;
        this.root = root;
        this.objects = objects;
    }

    /** Starts on a port (0 for any free one) over a folder that is created when absent. */
    public static S3Endpoint start(Path root, FolderLock lock, int port, String accessKeyId, String secretAccessKey)
            throws IOException {
        Path uploads = Files.createDirectories(root.resolve(ObjectFiles.UPLOADS));
        requireAttributes(uploads);
        removeAbandoned(uploads);
        if (System.getProperty(REFERENCES_PER_CACHE_LINE) == null) {
            System.setProperty(REFERENCES_PER_CACHE_LINE, String.valueOf(REFERENCES));
        }
        BlobStore files = new FilesystemNio2BlobStore(root.toString());
        S3Proxy server = S3Proxy.builder()
                .blobStore(new SharedBlobStore(files, root, lock))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_TIMEOUT_MILLIS)
                .build();
        server.setBlobStoreLocator((identity, bucket, key) -> accessKeyId.equals(identity)
                ? new AccessGrant(secretAccessKey, new SharedBlobStore(files, root, lock))
                : null);
        SmallBodiesFirst.install(server);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        return new S3Endpoint(server, root, new S3Objects(() -> new SharedBlobStore(files, root, lock), root));
    }

    /** Where clients reach it; buckets are addressed in the path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The same objects without HTTP. */
    public S3Objects objects() {
        return objects;
    }

    /** Makes a bucket unless it is there. */
    public void createBucket(String name) throws IOException {
        try {
            Files.createDirectory(root.resolve(name));
        } catch (FileAlreadyExistsException e) {
            // Another process, or an earlier run, has made it.
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the S3 endpoint: " + e.getMessage(), e);
        }
    }

    /** Without extended attributes objects would have no ETag, and writes that depend on one would never succeed. */
    private static void requireAttributes(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            throw new IOException("its file system keeps no extended attributes (use a folder on another one)");
        }
    }

    private static void removeAbandoned(Path uploads) throws IOException {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(uploads)) {
            for (Path file : files) {
                if (lastModified(file).isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Instant lastModified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            // Its writer has just published it.
            return Instant.MAX;
        }
    }
}
