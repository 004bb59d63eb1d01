package dev.tributary.athena.bucket;

import dev.tributary.error.LoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads with a bounded number of threads, shared by files and parts of files. What fails leaves no unfinished parts behind. */
public final class Uploader implements AutoCloseable {
    /** Parts are long enough to be worth a request, and short enough to be sent again. */
    private static final long PART = 16L << 20;

    /** S3 takes this many parts. */
    private static final int MAX_PARTS = 10_000;

    private final S3Client small;
    private final Supplier<S3Client> large;
    private final String bucket;
    private final ExecutorService threads;

    /** The second client, for files in parts, is asked for with the first of them. */
    public Uploader(S3Client small, Supplier<S3Client> large, String bucket, int threads) {
        this.small = small;
        this.large = large;
        this.bucket = bucket;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "upload");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Uploads all; asks the guard before each request. Returns when every object is there, or throws and stops the rest. */
    public void upload(List<Upload> uploads, Runnable guard) {
        List<Future<?>> small = new ArrayList<>();
        try {
            for (Upload upload : uploads) {
                if (upload.size() < 2 * PART) {
                    small.add(threads.submit(() -> putWhole(upload, guard)));
                }
            }
            for (Upload upload : uploads) {
                if (upload.size() >= 2 * PART) {
                    putParts(upload, guard);
                }
            }
            for (Future<?> future : small) {
                join(future);
            }
        } finally {
            small.forEach(f -> f.cancel(true));
        }
    }

    private void putWhole(Upload upload, Runnable guard) {
        guard.run();
        small.putObject(b -> b.bucket(bucket).key(upload.key()), new UploadSlice(upload, 0, upload.size()).body());
    }

    private void putParts(Upload upload, Runnable guard) {
        S3Client s3 = large.get();
        String id = s3.createMultipartUpload(b -> b.bucket(bucket).key(upload.key()))
                .uploadId();
        List<Future<CompletedPart>> parts = new ArrayList<>();
        try {
            long partSize = Math.max(PART, upload.size() / (MAX_PARTS - 1));
            for (long from = 0; from < upload.size(); from += partSize) {
                UploadSlice slice = new UploadSlice(upload, from, Math.min(partSize, upload.size() - from));
                parts.add(threads.submit(part(s3, slice, id, parts.size() + 1, guard)));
            }
            List<CompletedPart> completed = new ArrayList<>();
            for (Future<CompletedPart> part : parts) {
                completed.add(join(part));
            }
            guard.run();
            s3.completeMultipartUpload(
                    b -> b.bucket(bucket).key(upload.key()).uploadId(id).multipartUpload(m -> m.parts(completed)));
        } catch (RuntimeException | Error e) {
            parts.forEach(f -> f.cancel(true));
            abort(s3, upload, id, e);
            throw e;
        }
    }

    private Callable<CompletedPart> part(S3Client s3, UploadSlice slice, String id, int number, Runnable guard) {
        return () -> {
            guard.run();
            String etag = s3.uploadPart(
                            b -> b.bucket(bucket)
                                    .key(slice.upload().key())
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentLength(slice.length()),
                            slice.body())
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        };
    }

    private void abort(S3Client s3, Upload upload, String id, Throwable cause) {
        try {
            s3.abortMultipartUpload(b -> b.bucket(bucket).key(upload.key()).uploadId(id));
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoadException.retryable(
                    "Cannot upload the package: the run was interrupted (run the pipeline again)", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
