package dev.tributary.extract;

import dev.tributary.source.definition.Transformation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Calls a transformer on several threads. Its records come back to the thread that reads, call by call where order is kept;
 * so many calls are begun ahead of the one that is taken from, and each holds a bounded number of records.
 */
final class ParallelCalls implements Feed.Calls {
    private static final int CALLS_PER_THREAD = 2;

    /** Records that go from thread to thread at once. */
    private static final int CHUNK = 100;

    /** Chunks that a call may be ahead. */
    private static final int CHUNKS_AHEAD = 4;

    private final Transformation transformation;
    private final Branch to;
    private final ExecutorService threads;
    private final List<Thread> running = new ArrayList<>();
    private final Duration patience;
    private final int mostCalls;

    /** One for each call where order is kept, else the same one for all. */
    private final Deque<Channel<List<Object>>> begun = new ArrayDeque<>();

    private final Channel<List<Object>> shared;
    private final FirstFailure failure = new FirstFailure();

    ParallelCalls(Transformation transformation, Branch to, Duration patience) {
        this.transformation = transformation;
        this.to = to;
        this.patience = patience;
        this.mostCalls = transformation.parallel() * CALLS_PER_THREAD;
        this.shared = new Channel<>(transformation.parallel() * CHUNKS_AHEAD);
        this.threads = Executors.newFixedThreadPool(transformation.parallel(), task -> {
            Thread thread = new Thread(task, "extract-" + to.resource().name());
            thread.setDaemon(true);
            running.add(thread);
            return thread;
        });
    }

    @Override
    public void submit(List<Object> records, long number) throws InterruptedException {
        while (begun.size() >= mostCalls) {
            takeOne();
        }
        Channel<List<Object>> channel = transformation.ordered() ? new Channel<>(CHUNKS_AHEAD) : shared;
        begun.add(channel);
        threads.execute(() -> call(records, number, channel));
    }

    private void call(List<Object> records, long number, Channel<List<Object>> channel) {
        try {
            try (CallsInPlace.Results results = new CallsInPlace.Results(transformation, to, records, number)) {
                List<Object> chunk = new ArrayList<>();
                while (results.hasNext()) {
                    @Nullable Object next = results.next();
                    if (next != null) {
                        chunk.add(next);
                    }
                    if (chunk.size() == CHUNK) {
                        channel.put(chunk);
                        chunk = new ArrayList<>();
                    }
                }
                if (!chunk.isEmpty()) {
                    channel.put(chunk);
                }
            }
            channel.end();
        } catch (InterruptedException e) {
            failure.set(Failed.interrupted(to.resource().name(), e));
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    /** Hands on all of the oldest call, or, without order, what comes until one call ends. */
    private void takeOne() throws InterruptedException {
        Channel<List<Object>> first = begun.element();
        for (List<Object> chunk = first.take(failure::check); chunk != null; chunk = first.take(failure::check)) {
            for (Object record : chunk) {
                if (!to.isFull()) {
                    to.accept(record);
                }
            }
        }
        begun.remove();
    }

    @Override
    public void end() throws InterruptedException {
        while (!begun.isEmpty()) {
            takeOne();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        new Patience(patience).await(running);
    }
}
