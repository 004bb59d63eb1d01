package dev.tributary.lake.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The objects of the lake without HTTP, written and read as over the wire: whole, by any number of processes. Thread-safe. */
public final class S3Objects {

    private final Supplier<BlobStore> stores;
    private final Path root;

    S3Objects(Supplier<BlobStore> stores, Path root) {
        this.stores = stores;
        this.root = root;
    }

    public boolean hasBucket(String bucket) {
        return !bucket.isEmpty() && !bucket.startsWith(".") && Files.isDirectory(root.resolve(bucket));
    }

    /** Creates or replaces an object with the content of a file. Its bucket exists. */
    public void put(String bucket, String key, String contentType, Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            stores.get()
                    .putBlob(
                            PutObjectRequest.builder()
                                    .bucket(bucket)
                                    .key(key)
                                    .contentType(contentType)
                                    .contentLength(Files.size(content))
                                    .build(),
                            in);
        } catch (SdkException e) {
            throw new UncheckedIOException(
                    new IOException("Cannot write s3://" + bucket + "/" + key + ": " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of an object from an offset on, empty when there is no such object. The caller closes it. */
    public Optional<InputStream> open(String bucket, String key, long offset) {
        if (!hasBucket(bucket)) {
            return Optional.empty();
        }
        HeadObjectResponse head = stores.get()
                .blobMetadataIfPresent(
                        HeadObjectRequest.builder().bucket(bucket).key(key).build());
        if (head == null) {
            return Optional.empty();
        }
        if (offset >= head.contentLength()) {
            return Optional.of(InputStream.nullInputStream());
        }
        return Optional.of(stores.get()
                .getBlob(GetObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .range("bytes=" + offset + "-")
                        .build()));
    }
}
