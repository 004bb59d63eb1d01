package dev.tributary.lake.disk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion between all threads of all processes that name the same lock file. The operating system frees the lock
 * of a process that dies. Re-entrant within a thread; the file itself is never deleted.
 */
public final class FolderLock {

    /** File locks belong to a whole process, so the threads of this one are kept apart by a lock of their own. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private static final long FIRST_PAUSE_NANOS = 50_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final Path file;
    private final ReentrantLock inProcess;

    /** The lock of a file in an existing folder. */
    public FolderLock(Path file) throws IOException {
        this.file = file.getParent().toRealPath().resolve(file.getFileName());
        this.inProcess = IN_PROCESS.computeIfAbsent(this.file, any -> new ReentrantLock(true));
    }

    /** Runs an action that only one thread of one process may run at a time. */
    public <T extends @Nullable Object> T holding(Supplier<T> action) {
        inProcess.lock();
        try {
            return inProcess.getHoldCount() > 1 ? action.get() : holdingFile(action);
        } finally {
            inProcess.unlock();
        }
    }

    private <T extends @Nullable Object> T holdingFile(Supplier<T> action) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            acquire(channel);
            return action.get();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock '" + file + "': " + e.getMessage(), e);
        }
    }

    /**
     * Polls instead of blocking: the operating system looks for deadlocks between processes, not threads, and would see one
     * where two processes each hold one lock and wait with another thread for the other. Closing the channel frees the lock.
     */
    private static void acquire(FileChannel channel) throws IOException {
        long pause = FIRST_PAUSE_NANOS;
        while (channel.tryLock() == null) {
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting");
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
    }
}
