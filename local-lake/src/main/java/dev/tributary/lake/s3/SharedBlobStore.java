package dev.tributary.lake.s3;

import dev.tributary.lake.disk.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    /** How the file system backend ends the name of a file that it is still assembling. */
    private static final Pattern UNFINISHED =
            Pattern.compile(".*-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.DOTALL);

    /** How S3Proxy begins the name of an object that is there from an upload's beginning to its end. */
    private static final String UNDER_WAY = ".s3proxy-mpu-stub-";

    private static final String FULL = "No space is left on the disk of the embedded lake (make room and try again)";

    private final ObjectFiles files;
    private final FolderLock lock;
    private final Map<ObjectName, Optional<String>> seen = new ConcurrentHashMap<>();

    SharedBlobStore(BlobStore backend, Path root, FolderLock lock) {
        super(backend);
        this.files = new ObjectFiles(root);
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
        return files.settled(
                new ObjectName(request.bucket(), request.key()), () -> super.blobMetadata(request), head -> {});
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return files.settled(
                new ObjectName(request.bucket(), request.key()),
                () -> super.getBlob(request),
                ResponseInputStream::abort);
    }

    @Override
    public @Nullable HeadObjectResponse blobMetadataIfPresent(HeadObjectRequest request) {
        HeadObjectResponse found = super.blobMetadataIfPresent(request);
        seen.put(new ObjectName(request.bucket(), request.key()), ETags.of(found));
        return found;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        if (request.key().endsWith("/")) {
            return super.putBlob(request, payload);
        }
        files.requireBucket(request.bucket());
        String upload = UUID.randomUUID().toString();
        try {
            PutObjectRequest hidden = request.toBuilder()
                    .bucket(ObjectFiles.UPLOADS)
                    .key(upload)
                    .ifMatch(null)
                    .ifNoneMatch(null)
                    .build();
            PutObjectResponse written = onDisk(() -> super.putBlob(hidden, payload));
            publish(upload, new ObjectName(request.bucket(), request.key()), request.ifMatch(), request.ifNoneMatch());
            return written;
        } finally {
            files.discard(upload);
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        if (request.destinationKey().endsWith("/")) {
            return super.copyBlob(request);
        }
        files.requireBucket(request.destinationBucket());
        String upload = UUID.randomUUID().toString();
        try {
            CopyObjectResponse copied = super.copyBlob(request.toBuilder()
                    .destinationBucket(ObjectFiles.UPLOADS)
                    .destinationKey(upload)
                    .build());
            publish(
                    upload,
                    new ObjectName(request.destinationBucket(), request.destinationKey()),
                    request.ifMatch(),
                    request.ifNoneMatch());
            return copied;
        } finally {
            files.discard(upload);
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
        UploadPartResponse sent = onDisk(() -> super.uploadMultipartPart(upload, request, payload));
        if (!isUnderWay(upload)) {
            super.abortMultipartUpload(upload);
            requireUnderWay(upload);
        }
        return sent;
    }

    /** Writes a body; of a full disk the client is told, who would else hear of an internal error. */
    private static <T> T onDisk(Supplier<T> write) {
        try {
            return write.get();
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException
                        && String.valueOf(cause.getMessage()).contains("No space left")) {
                    throw new S3ProxyException(S3ErrorCode.INTERNAL_ERROR, FULL, e);
                }
            }
            throw e;
        }
    }

    private void requireUnderWay(MultipartUpload upload) {
        if (!isUnderWay(upload)) {
            throw new S3ProxyException(S3ErrorCode.NO_SUCH_UPLOAD);
        }
    }

    private boolean isUnderWay(MultipartUpload upload) {
        return Files.exists(files.file(new ObjectName(upload.containerName(), UNDER_WAY + upload.id())));
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
            files.requireBucket(name.bucket());
            requireConditions(name, ifMatch, ifNoneMatch);
            files.publish(upload, name);
            return null;
        });
    }

    private void requireConditions(ObjectName name, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null || ifNoneMatch != null) {
            ETags.requireConditions(name, current(name), ifMatch, ifNoneMatch);
        }
    }

    private void requireUnchanged(ObjectName name) {
        Optional<String> judged = seen.get(name);
        if (judged != null && !judged.equals(ETags.of(current(name)))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private @Nullable HeadObjectResponse current(ObjectName name) {
        return super.blobMetadataIfPresent(HeadObjectRequest.builder()
                .bucket(name.bucket())
                .key(name.key())
                .build());
    }
}
