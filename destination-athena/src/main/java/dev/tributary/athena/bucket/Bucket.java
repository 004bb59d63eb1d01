package dev.tributary.athena.bucket;

import dev.tributary.error.LoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket, by whole keys. Thread-safe. */
public final class Bucket {
    /** S3 takes this many keys in one deletion. */
    private static final int MAX_DELETES = 1_000;

    private final S3Client s3;
    private final String name;

    public Bucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Asks whether the bucket is there and may be used. */
    public void check() {
        s3.headBucket(b -> b.bucket(name));
    }

    /** The address of a key. */
    public String uri(String key) {
        return "s3://" + name + "/" + key;
    }

    /** An address or path with the slash at its end that makes it a folder's. */
    public static String folder(String location) {
        return location.endsWith("/") ? location : location + "/";
    }

    /** The key of an address in this bucket. */
    public String key(String uri) {
        String path = uri.replaceFirst("^s3[an]?://", "");
        if (!path.startsWith(name + "/")) {
            throw LoadException.permanent(
                    "Cannot write to '%s': it is not in bucket '%s' (point bucket_url at the bucket that the table is in)"
                            .formatted(uri, name),
                    null);
        }
        return path.substring(name.length() + 1);
    }

    /** The object with that key, if there is one. */
    public Optional<StoredObject> find(String key) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(b -> b.bucket(name).key(key));
            return Optional.of(
                    new StoredObject(object.asByteArray(), object.response().eTag()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** Bytes of an object, from a position on. */
    public byte[] read(String key, long from, long length) {
        return s3.getObjectAsBytes(b -> b.bucket(name).key(key).range("bytes=%d-%d".formatted(from, from + length - 1)))
                .asByteArray();
    }

    /** Copies an object into a local file, whatever is there. */
    public void download(String key, Path file) throws IOException {
        try (InputStream object = s3.getObject(b -> b.bucket(name).key(key))) {
            Files.copy(object, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Writes an object where none is; gives its version, or nothing when somebody else's is there. */
    public Optional<String> putIfAbsent(String key, byte[] bytes) {
        return putIf(key, bytes, null);
    }

    /** Exchanges an object whose version is still this one; gives the new version, or nothing when it is not. */
    public Optional<String> putIfMatch(String key, byte[] bytes, String etag) {
        return putIf(key, bytes, etag);
    }

    /** The answer to a write may be lost and the write sent again: finding the very same bytes means that it was ours. */
    private Optional<String> putIf(String key, byte[] bytes, @Nullable String etag) {
        try {
            return Optional.of(s3.putObject(
                            b -> {
                                b.bucket(name).key(key).contentType("application/json");
                                if (etag == null) {
                                    b.ifNoneMatch("*");
                                } else {
                                    b.ifMatch(etag);
                                }
                            },
                            RequestBody.fromBytes(bytes))
                    .eTag());
        } catch (S3Exception e) {
            if (e.statusCode() != 412 && e.statusCode() != 404) {
                throw e;
            }
            return find(key).filter(o -> Arrays.equals(o.bytes(), bytes)).map(StoredObject::etag);
        }
    }

    /** Writes an object, whatever is there. */
    public void put(String key, byte[] bytes) {
        s3.putObject(b -> b.bucket(name).key(key), RequestBody.fromBytes(bytes));
    }

    /** Copies an object within the bucket. */
    public void copy(String from, String to) {
        s3.copyObject(b ->
                b.sourceBucket(name).sourceKey(from).destinationBucket(name).destinationKey(to));
    }

    /** Deletes objects; those that are not there count as deleted. */
    public void delete(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MAX_DELETES) {
            deleteBatch(all.subList(from, Math.min(all.size(), from + MAX_DELETES)));
        }
    }

    private void deleteBatch(List<String> keys) {
        if (keys.size() == 1) {
            s3.deleteObject(b -> b.bucket(name).key(keys.get(0)));
            return;
        }
        List<ObjectIdentifier> objects = keys.stream()
                .map(k -> ObjectIdentifier.builder().key(k).build())
                .toList();
        var errors = s3.deleteObjects(
                        b -> b.bucket(name).delete(d -> d.objects(objects).quiet(true)))
                .errors();
        if (!errors.isEmpty()) {
            throw LoadException.retryable(
                    "Cannot delete '%s': %s (%d of %d objects remain; run the pipeline again to finish)"
                            .formatted(uri(errors.get(0).key()), errors.get(0).message(), errors.size(), keys.size()),
                    null);
        }
    }

    /** All objects whose keys begin so, in order of keys. */
    public List<ListedObject> list(String prefix) {
        List<ListedObject> found = new ArrayList<>();
        s3.listObjectsV2Paginator(b -> b.bucket(name).prefix(prefix)).stream()
                .flatMap(page -> page.contents().stream())
                .forEach(o -> found.add(new ListedObject(o.key(), o.size())));
        return found;
    }

    /** The uploads in parts that were begun and not ended, of all keys that begin so. */
    public List<PartedUpload> unfinished(String prefix) {
        return s3.listMultipartUploadsPaginator(b -> b.bucket(name).prefix(prefix)).uploads().stream()
                .map(u -> new PartedUpload(s3, name, u.key(), u.uploadId()))
                .toList();
    }
}
