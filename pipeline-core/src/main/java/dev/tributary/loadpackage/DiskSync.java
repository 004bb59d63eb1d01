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
import java.util.concurrent.FutureTask;

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
        List<FutureTask<Void>> shares = new ArrayList<>();
        int count = Math.min(AT_ONCE, paths.size());
        for (int i = 0; i < count; i++) {
            shares.add(new FutureTask<>(share(paths, i, count)));
        }
        for (FutureTask<Void> share : shares.subList(1, count)) {
            Thread thread = new Thread(share, "sync");
            thread.setDaemon(true);
            thread.start();
        }
        shares.get(0).run();
        IOException failure = null;
        for (FutureTask<Void> share : shares) {
            try {
                join(share);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Callable<Void> share(List<Path> paths, int first, int step) {
        return () -> {
            for (int i = first; i < paths.size(); i += step) {
                try (FileChannel channel = FileChannel.open(paths.get(i), StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
            return null;
        };
    }

    private static void join(FutureTask<Void> share) throws IOException {
        try {
            share.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while its files were synced");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
