package dev.tributary.extract;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs producers ahead of who takes their values, a thread for each, so many at once. Values are taken producer by
 * producer in the order given, so that no timing changes their order; one that is ahead waits when its channel is full. The
 * first of those that run is always the one that is taken from, so that none waits forever.
 */
final class Lookahead<T> {
    /** Yields values, in order. Ends early when it is interrupted. */
    interface Producer<T> {
        String name();

        void produce(Output<T> output) throws InterruptedException;
    }

    /** Takes a producer's values. */
    interface Output<T> {
        void put(T value) throws InterruptedException;
    }

    private final int workers;
    private final int capacity;
    private final Duration patience;
    private final List<Thread> threads = new ArrayList<>();
    private final FirstFailure failure = new FirstFailure();

    /** Values ahead are at most {@code workers * capacity}. */
    Lookahead(int workers, int capacity, Duration patience) {
        this.workers = workers;
        this.capacity = capacity;
        this.patience = patience;
    }

    /**
     * Takes all values. The first producer that fails stops all others; they are interrupted and waited for. So they are when
     * the receiver fails or this thread is interrupted.
     */
    void drain(List<? extends Producer<T>> producers, Consumer<T> receiver) throws InterruptedException {
        Iterator<? extends Producer<T>> waiting = producers.iterator();
        Deque<Channel<T>> running = new ArrayDeque<>();
        try {
            while (waiting.hasNext() && running.size() < workers) {
                running.add(start(waiting.next()));
            }
            while (!running.isEmpty()) {
                Channel<T> first = running.element();
                for (T value = first.take(failure::check); value != null; value = first.take(failure::check)) {
                    receiver.accept(value);
                    failure.check();
                }
                running.remove();
                if (waiting.hasNext()) {
                    running.add(start(waiting.next()));
                }
            }
        } finally {
            stop();
        }
    }

    private Channel<T> start(Producer<T> producer) {
        Channel<T> channel = new Channel<>(capacity);
        Thread thread = new Thread(() -> run(producer, channel), "extract-" + producer.name());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return channel;
    }

    private void run(Producer<T> producer, Channel<T> channel) {
        try {
            producer.produce(channel::put);
            channel.end();
        } catch (InterruptedException e) {
            failure.set(Failed.interrupted(producer.name(), e));
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
    }

    private void stop() {
        threads.forEach(Thread::interrupt);
        new Patience(patience).await(threads);
    }
}
