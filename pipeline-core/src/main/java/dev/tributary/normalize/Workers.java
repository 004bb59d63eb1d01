package dev.tributary.normalize;

import dev.tributary.parquet.Crew;
import dev.tributary.parquet.Work;
import dev.tributary.parquet.page.Workspace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a load, of which the one that owns them is one. They do tasks in the order in which these came, but first of
 * all they help the owner with work that is in pieces; the owner does tasks while it waits for one.
 */
final class Workers implements Crew, AutoCloseable {
    /** Records are nested, and so are the calls that read them. */
    private static final long STACK_BYTES = 4L << 20;

    private final List<Thread> threads = new ArrayList<>();
    private final Deque<FutureTask<?>> tasks = new ArrayDeque<>();
    private final Workspace own = new Workspace();
    private @Nullable Pieces shared;
    private boolean closed;

    /** So many threads, the one that calls this among them. */
    Workers(int count) {
        for (int i = 1; i < count; i++) {
            Thread thread = new Thread(null, this::work, "normalize", STACK_BYTES);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Has a task done by a worker, or by the owner once it asks for a {@link #result}. */
    <T> Future<T> submit(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        synchronized (this) {
            tasks.add(future);
            notify();
        }
        return future;
    }

    /** What a task came to. The owner does those that nobody has begun yet, rather than wait. */
    <T> T result(Future<T> task) throws InterruptedException, ExecutionException {
        while (!task.isDone()) {
            FutureTask<?> next;
            synchronized (this) {
                next = tasks.poll();
            }
            if (next == null) {
                break;
            }
            next.run();
        }
        return task.get();
    }

    /** The thread that owns the workers takes part. */
    @Override
    public void run(List<Work> work) {
        Pieces pieces = new Pieces(work);
        synchronized (this) {
            shared = pieces;
            notifyAll();
        }
        pieces.help(own);
        synchronized (this) {
            shared = null;
        }
        pieces.await();
    }

    /** Stops the workers, which drop what they have not begun; tells them to break off what they have. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            tasks.forEach(task -> task.cancel(false));
            tasks.clear();
            notifyAll();
        }
        threads.forEach(Thread::interrupt);
        own.close();
    }

    private void work() {
        try (Workspace workspace = new Workspace()) {
            while (true) {
                Pieces pieces;
                FutureTask<?> task = null;
                synchronized (this) {
                    while ((pieces = open()) == null && (task = tasks.poll()) == null) {
                        if (closed) {
                            return;
                        }
                        wait();
                    }
                }
                if (pieces != null) {
                    pieces.help(workspace);
                } else if (task != null) {
                    task.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shared pieces that nobody has begun yet. */
    private @Nullable Pieces open() {
        return shared != null && shared.isOpen() ? shared : null;
    }

    /** Work that several threads share. */
    private static final class Pieces {
        private final List<Work> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private final @Nullable Throwable[] failures;

        Pieces(List<Work> work) {
            this.work = work;
            this.left = new AtomicInteger(work.size());
            this.failures = new Throwable[work.size()];
        }

        boolean isOpen() {
            return next.get() < work.size();
        }

        void help(Workspace workspace) {
            for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
                try {
                    work.get(i).run(workspace);
                } catch (RuntimeException | Error e) {
                    failures[i] = e;
                }
                if (left.decrementAndGet() == 0) {
                    synchronized (this) {
                        notifyAll();
                    }
                }
            }
        }

        /** Waits until all is done, also when interrupted: nobody may write to columns any more when this returns. */
        void await() {
            boolean interrupted = false;
            synchronized (this) {
                while (left.get() > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            for (Throwable failure : failures) {
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure != null) {
                    throw (RuntimeException) failure;
                }
            }
        }
    }
}
