package dev.tributary.extract;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A bounded queue from threads that produce to one that takes; each producer ends what it puts. */
final class Channel<T> {
    private static final int POLL_MILLIS = 50;

    private final BlockingQueue<Optional<T>> items;

    Channel(int capacity) {
        items = new ArrayBlockingQueue<>(capacity);
    }

    /** Adds a value; waits while the channel is full. */
    void put(T value) throws InterruptedException {
        items.put(Optional.of(value));
    }

    /** Says that a producer has no more. */
    void end() throws InterruptedException {
        items.put(Optional.empty());
    }

    /** The next value, or null where a producer ended. While there is none, the check is made again and again. */
    @Nullable
    T take(Runnable check) throws InterruptedException {
        Optional<T> item = items.poll();
        while (item == null) {
            check.run();
            item = items.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return item.orElse(null);
    }
}
