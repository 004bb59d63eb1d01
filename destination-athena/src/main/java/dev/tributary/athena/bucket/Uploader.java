package dev.tributary.athena.bucket;

import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.StreamedHead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads with a bounded number of threads, shared by files and parts of files. What fails leaves no unfinished parts behind. */
public final class Uploader implements AutoCloseable {
    /** Parts are long enough to be worth a request, and short enough to be sent again. */
    public static final long PART = 16L << 20;

    /** S3 takes no smaller part but the last. */
    public static final long LEAST_PART = 5L << 20;

    /** S3 takes this many parts. */
    private static final int MAX_PARTS = 10_000;

    private final S3Client small;
    private final Supplier<S3Client> large;
    private final String bucket;
    private final long partBytes;
    private final int threadCount;
    private final ExecutorService threads;

    /** The second client, for files in parts, is asked for with the first of them. */
    public Uploader(S3Client small, Supplier<S3Client> large, String bucket, int threads) {
        this(small, large, bucket, threads, PART);
    }

    /** The same with parts of another size. */
    public Uploader(S3Client small, Supplier<S3Client> large, String bucket, int threads, long partBytes) {
        this.partBytes = partBytes;
        this.threadCount = threads;
        this.small = small;
        this.large = large;
        this.bucket = bucket;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "upload");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The size of parts. */
    public long partBytes() {
        return partBytes;
    }

    /** How many requests go on at once. */
    public int threads() {
        return threadCount;
    }

    /** Uploads all; asks the guard before each request. Returns when every object is there, or throws and stops the rest. */
    public void upload(List<Upload> uploads, Runnable guard) {
        List<Future<?>> others = new ArrayList<>();
        try {
            for (Upload upload : uploads) {
                if (upload.begun().isPresent()) {
                    others.add(threads.submit(() -> end(upload, upload.begun().get(), guard)));
                } else if (!isInParts(upload)) {
                    others.add(threads.submit(() -> putWhole(upload, guard)));
                }
            }
            for (Upload upload : uploads) {
                if (isInParts(upload)) {
                    putParts(upload, guard);
                }
            }
            for (Future<?> future : others) {
                join(future);
            }
        } finally {
            others.forEach(f -> f.cancel(true));
        }
    }

    private boolean isInParts(Upload upload) {
        return upload.begun().isEmpty() && upload.size() >= 2 * partBytes;
    }

    /** Begins an object whose parts come one by one. */
    public PartedUpload begin(String key) {
        return PartedUpload.begin(large.get(), bucket, key);
    }

    /** Does what sends a part of such an object, with the threads that all uploads share. */
    public <T> Future<T> submit(Callable<T> sending) {
        return threads.submit(sending);
    }

    private void putWhole(Upload upload, Runnable guard) {
        guard.run();
        small.putObject(b -> b.bucket(bucket).key(upload.key()), new UploadSlice(upload, 0, upload.size()).body());
    }

    /** What is left of an object is its last part. */
    private void end(Upload upload, StreamedHead begun, Runnable guard) {
        PartedUpload parts = new PartedUpload(large.get(), bucket, upload.key(), begun.uploadId());
        guard.run();
        List<String> all = new ArrayList<>(begun.parts());
        all.add(parts.send(all.size() + 1, new UploadSlice(upload, 0, upload.rest())));
        guard.run();
        parts.complete(all, upload.size());
    }

    private void putParts(Upload upload, Runnable guard) {
        guard.run();
        PartedUpload begun = begin(upload.key());
        List<Future<String>> parts = new ArrayList<>();
        try {
            long bytes = Math.max(partBytes, upload.size() / (MAX_PARTS - 1));
            for (long from = 0; from < upload.size(); from += bytes) {
                UploadSlice slice = new UploadSlice(upload, from, Math.min(bytes, upload.size() - from));
                int number = parts.size() + 1;
                parts.add(threads.submit(() -> {
                    guard.run();
                    return begun.send(number, slice);
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<String> part : parts) {
                all.add(join(part));
            }
            guard.run();
            begun.complete(all, upload.size());
        } catch (RuntimeException | Error e) {
            parts.forEach(f -> f.cancel(true));
            abort(begun, e);
            throw e;
        }
    }

    private static void abort(PartedUpload upload, Throwable cause) {
        try {
            upload.abort();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** Waits for what was submitted, and fails as that did. */
    public static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** A failure of another thread's work, as that threw it. */
    public static RuntimeException rethrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** What is said when waiting for an upload is interrupted. */
    public static LoadException interrupted(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return LoadException.retryable(
                "Cannot upload the package: the run was interrupted (run the pipeline again)", interruption);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
