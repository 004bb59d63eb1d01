package dev.tributary.athena.load;

import dev.tributary.athena.bucket.PartedUpload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.destination.FileStream;
import dev.tributary.loadpackage.StreamedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sends the parts of one load's files, a few at a time; each is a file on the local disk until it has arrived. */
final class PartSending {
    private final Uploader uploader;
    private final StreamEffects effects;
    private final int atOnce;
    private final Semaphore free;
    private final Set<Thread> sending = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    PartSending(Uploader uploader, StreamEffects effects) {
        this.uploader = uploader;
        this.effects = effects;
        this.atOnce = uploader.threads();
        this.free = new Semaphore(atOnce);
    }

    /** The file of an upload that has no part yet. */
    FileStream stream(PartedUpload upload) {
        return new Parts(upload);
    }

    /** Lets no part be sent any more; none is under way afterwards. */
    void stop() {
        stopped = true;
        sending.forEach(Thread::interrupt);
        free.acquireUninterruptibly(atOnce);
    }

    private String send(PartedUpload upload, int number, Path part) {
        sending.add(Thread.currentThread());
        try {
            if (stopped) {
                throw Uploader.interrupted(new InterruptedException());
            }
            String sent = effects.guarded(() -> upload.send(number, part));
            Files.deleteIfExists(part);
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            sending.remove(Thread.currentThread());
            Thread.interrupted();
            free.release();
        }
    }

    /** The parts of one file. */
    private final class Parts implements FileStream {
        private final PartedUpload upload;
        private final List<Future<String>> parts = new ArrayList<>();
        private long bytes;

        Parts(PartedUpload upload) {
            this.upload = upload;
        }

        @Override
        public void send(Path part) {
            int number = parts.size() + 1;
            bytes += part.toFile().length();
            acquire();
            try {
                parts.add(uploader.submit(() -> PartSending.this.send(upload, number, part)));
            } catch (RejectedExecutionException e) {
                free.release();
                throw e;
            }
        }

        private void acquire() {
            try {
                free.acquire();
            } catch (InterruptedException e) {
                throw Uploader.interrupted(e);
            }
            if (failure != null) {
                free.release();
                throw Uploader.rethrown(failure);
            }
        }

        @Override
        public StreamedHead head() {
            return new StreamedHead(
                    upload.key(),
                    upload.id(),
                    bytes,
                    parts.stream().map(Uploader::join).toList());
        }
    }
}
