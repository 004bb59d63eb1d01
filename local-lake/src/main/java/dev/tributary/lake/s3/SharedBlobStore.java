package dev.tributary.lake.s3;

import dev.tributary.lake.disk.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The objects of one folder as one request sees them.
 *
 * <p>A body is first written to a hidden bucket; then, under the lock of the folder, the condition is judged and the file
 * renamed into place. So no reader and no listing sees half an object, and of several conditional writers in any number of
 * processes one wins. One instance serves one request: S3Proxy judges {@code If-Match} of a delete and of a completed
 * multipart upload itself and hands on the bare operation, so what this request was told of an object is remembered and
 * must still hold when the operation takes place.
 */
final class SharedBlobStore extends ForwardingBlobStore {

    /** Bodies under way. S3Proxy refuses bucket names that begin with a dot, so no client can name it. */
    static final String UPLOADS = ".uploads";

    /** How the file system backend ends the name of a file that it is still assembling. */
    private static final Pattern UNFINISHED =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);

    /** How S3Proxy begins the name of an object that is there from an upload's beginning to its end. */
    private static final String UNDER_WAY = ".s3proxy-mpu-stub-";

    private static final String ANY = "*";

    private final Path root;
    private final FolderLock lock;
    private final Map<ObjectName, Optional<String>> seen = new ConcurrentHashMap<>();

    private record ObjectName(String bucket, String key) {}

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

    SharedBlobStore(BlobStore files, Path root, FolderLock lock) {
        super(files);
        this.root = root;
        this.lock = lock;
    }

    @Override
    public ListBucketsResponse list() {
        List<Bucket> buckets = super.list().buckets().stream()
                .filter(bucket -> !bucket.name().startsWith("."))
                .toList();
        return ListBucketsResponse.builder().buckets(buckets).build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        List<S3Object> whole = page.contents().stream()
                .filter(object -> object.eTag() != null
                        || !UNFINISHED.matcher(object.key()).matches())
                .toList();
        return whole.size() == page.contents().size()
                ? page
                : page.toBuilder().contents(whole).build();
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return settled(new ObjectName(request.bucket(), request.key()), () -> super.blobMetadata(request), head -> {});
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return settled(
                new ObjectName(request.bucket(), request.key()),
                () -> super.getBlob(request),
                ResponseInputStream::abort);
    }

    @Override
    public @Nullable HeadObjectResponse blobMetadataIfPresent(HeadObjectRequest request) {
        HeadObjectResponse found = super.blobMetadataIfPresent(request);
        seen.put(new ObjectName(request.bucket(), request.key()), eTagOf(found));
        return found;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        if (request.key().endsWith("/")) {
            return super.putBlob(request, payload);
        }
        requireBucket(request.bucket());
        String upload = UUID.randomUUID().toString();
        try {
            PutObjectRequest hidden = request.toBuilder()
                    .bucket(UPLOADS)
                    .key(upload)
                    .ifMatch(null)
                    .ifNoneMatch(null)
                    .build();
            PutObjectResponse written = super.putBlob(hidden, payload);
            publish(upload, new ObjectName(request.bucket(), request.key()), request.ifMatch(), request.ifNoneMatch());
            return written;
        } finally {
            discard(upload);
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        if (request.destinationKey().endsWith("/")) {
            return super.copyBlob(request);
        }
        requireBucket(request.destinationBucket());
        String upload = UUID.randomUUID().toString();
        try {
            CopyObjectResponse copied = super.copyBlob(request.toBuilder()
                    .destinationBucket(UPLOADS)
                    .destinationKey(upload)
                    .build());
            publish(
                    upload,
                    new ObjectName(request.destinationBucket(), request.destinationKey()),
                    request.ifMatch(),
                    request.ifNoneMatch());
            return copied;
        } finally {
            discard(upload);
        }
    }

    /**
     * S3 takes parts of an upload that is under way; the backend takes any, also those of one that was aborted, where nobody
     * would ever find them.
     */
    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream payload) {
        requireUnderWay(upload);
        UploadPartResponse sent = super.uploadMultipartPart(upload, request, payload);
        if (!isUnderWay(upload)) {
            super.abortMultipartUpload(upload);
            requireUnderWay(upload);
        }
        return sent;
    }

    private void requireUnderWay(MultipartUpload upload) {
        if (!isUnderWay(upload)) {
            throw new S3ProxyException(S3ErrorCode.NO_SUCH_UPLOAD);
        }
    }

    private boolean isUnderWay(MultipartUpload upload) {
        return Files.exists(fileOf(new ObjectName(upload.containerName(), UNDER_WAY + upload.id())));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return lock.holding(() -> {
            ObjectName name = new ObjectName(upload.containerName(), upload.blobName());
            requireUnchanged(name);
            requireConditions(name, request.ifMatch(), request.ifNoneMatch());
            return super.completeMultipartUpload(upload, request);
        });
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return lock.holding(() -> {
            requireUnchanged(new ObjectName(request.bucket(), request.key()));
            return super.removeBlob(request);
        });
    }

    @Override
    public void deleteBucket(String bucket) {
        lock.<@Nullable Void>holding(() -> {
            super.deleteBucket(bucket);
            return null;
        });
    }

    private void publish(String upload, ObjectName name, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        lock.<@Nullable Void>holding(() -> {
            requireBucket(name.bucket());
            requireConditions(name, ifMatch, ifNoneMatch);
            Path target = fileOf(name);
            try {
                Files.createDirectories(target.getParent());
                Files.move(uploadFile(upload), target, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                throw S3Exceptions.invalidRequest(
                        "The object '%s' cannot be kept as a file: %s".formatted(name.key(), reason(e)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return null;
        });
    }

    private void requireConditions(ObjectName name, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch == null && ifNoneMatch == null) {
            return;
        }
        HeadObjectResponse current = current(name);
        if (ifMatch != null) {
            if (current == null) {
                throw S3Exceptions.noSuchKey(name.bucket(), name.key(), "");
            }
            if (!ifMatch.equals(ANY) && !eTagOf(current).equals(Optional.of(unquoted(ifMatch)))) {
                throw S3Exceptions.preconditionFailed(null);
            }
        }
        if (ifNoneMatch != null
                && current != null
                && (ifNoneMatch.equals(ANY) || eTagOf(current).equals(Optional.of(unquoted(ifNoneMatch))))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private void requireUnchanged(ObjectName name) {
        Optional<String> judged = seen.get(name);
        if (judged != null && !judged.equals(eTagOf(current(name)))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private @Nullable HeadObjectResponse current(ObjectName name) {
        return super.blobMetadataIfPresent(HeadObjectRequest.builder()
                .bucket(name.bucket())
                .key(name.key())
                .build());
    }

    /**
     * Reads an object that was not replaced meanwhile. The backend opens a file by name and its attributes by name again, so
     * it may answer with the ETag of one object and the content of the next.
     */
    private <T> T settled(ObjectName name, Supplier<T> read, Consumer<T> discard) {
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

    private static Optional<String> eTagOf(@Nullable HeadObjectResponse object) {
        return object == null || object.eTag() == null ? Optional.empty() : Optional.of(unquoted(object.eTag()));
    }

    private static String unquoted(String eTag) {
        return eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")
                ? eTag.substring(1, eTag.length() - 1)
                : eTag;
    }

    private void requireBucket(String bucket) {
        if (!Files.isDirectory(root.resolve(bucket))) {
            throw S3Exceptions.noSuchBucket(bucket, "The specified bucket does not exist");
        }
    }

    private Path fileOf(ObjectName name) {
        Path bucket = root.resolve(name.bucket());
        Path file = bucket.resolve(name.key()).normalize();
        if (!file.startsWith(bucket) || !bucket.relativize(file).toString().equals(name.key())) {
            throw S3Exceptions.invalidArgument("The key '" + name.key() + "' is not a path within its bucket");
        }
        return file;
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "another object's name is a folder of it, or the reverse" : e.getReason();
    }

    private Path uploadFile(String upload) {
        return root.resolve(UPLOADS).resolve(upload);
    }

    private void discard(String upload) {
        try {
            Files.deleteIfExists(uploadFile(upload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
