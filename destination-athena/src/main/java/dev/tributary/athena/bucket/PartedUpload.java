package dev.tributary.athena.bucket;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object that comes to be in parts, numbered from 1, and is there once it is completed. Thread-safe. */
public final class PartedUpload {
    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String id;

    /** An upload that was begun before. */
    PartedUpload(S3Client s3, String bucket, String key, String id) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    static PartedUpload begin(S3Client s3, String bucket, String key) {
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId();
        return new PartedUpload(s3, bucket, key, id);
    }

    public String key() {
        return key;
    }

    /** The bucket's name for this upload. */
    public String id() {
        return id;
    }

    /** Whether a failure says that an upload has been completed or aborted. */
    public static boolean isGone(RuntimeException failure) {
        return failure instanceof S3Exception refusal
                && refusal.awsErrorDetails() != null
                && "NoSuchUpload".equals(refusal.awsErrorDetails().errorCode());
    }

    /** Sends a part; gives what the bucket calls it. */
    String send(int number, UploadSlice slice) {
        return s3.uploadPart(
                        b -> b.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(slice.length()),
                        slice.body())
                .eTag();
    }

    /** Sends a whole file as a part; gives what the bucket calls it. */
    public String send(int number, Path file) {
        long bytes = file.toFile().length();
        return send(number, new UploadSlice(Upload.whole(key, file, bytes), 0, bytes));
    }

    /**
     * Makes the object of the parts, which are named in order. The answer may be lost and the request sent again: an upload
     * that is gone and an object of the right size mean that it took place.
     */
    void complete(List<String> parts, long size) {
        List<CompletedPart> completed = new ArrayList<>();
        for (String part : parts) {
            completed.add(CompletedPart.builder()
                    .partNumber(completed.size() + 1)
                    .eTag(part)
                    .build());
        }
        try {
            s3.completeMultipartUpload(
                    b -> b.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(completed)));
        } catch (S3Exception e) {
            if (!isGone(e) || !isThere(size)) {
                throw e;
            }
        }
    }

    private boolean isThere(long size) {
        try {
            return s3.headObject(b -> b.bucket(bucket).key(key)).contentLength() == size;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    /** Gives the upload up, and the parts that it has; does nothing when it has ended. */
    public void abort() {
        try {
            s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(id));
        } catch (S3Exception e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }
}
