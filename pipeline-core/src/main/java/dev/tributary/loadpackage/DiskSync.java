package dev.tributary.loadpackage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has files and folders written to the disk, some at once: a file system answers several who wait for it with one write of its
 * journal.
 */
final class DiskSync {
    /** What waits for one write of the journal gains no more by threads. */
    private static final int AT_ONCE = 8;

    private DiskSync() {}

    /** Returns when all are on the disk; where one can't be, when no other is under way any more. */
    static void all(List<Path> paths) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, paths.size()), DiskSync::thread);
        try {
            List<Callable<Void>> syncs = new ArrayList<>();
            paths.forEach(path -> syncs.add(() -> sync(path)));
            for (Future<Void> synced : threads.invokeAll(syncs)) {
                synced.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while its files were synced");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sync");
        thread.setDaemon(true);
        return thread;
    }

    private static Void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return null;
    }
}
