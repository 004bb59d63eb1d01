package dev.tributary.athena.load;

import dev.tributary.athena.bucket.Uploader;
import dev.tributary.error.LoadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Does the same for many things, some of them at once, and begins them in their order. After a failure nothing more is begun,
 * what is under way is waited for, and the failure is the one that doing one after the other would have met.
 *
 * @param limit how many go on at once; one alone is done by the thread that asks
 */
record AtOnce(int limit) {

    /** Gives what the work gave for each thing, in the things' order. */
    <T, R> List<R> map(List<T> things, Function<T, R> work) {
        Round<T, R> round = new Round<>(things, work);
        List<Thread> others = IntStream.range(1, Math.min(limit, things.size()))
                .mapToObj(i -> start(round))
                .toList();
        round.run();
        join(others, round);
        return round.results();
    }

    /** The same for work that gives nothing. */
    <T> void each(List<T> things, Consumer<T> work) {
        map(things, thing -> {
            work.accept(thing);
            return thing;
        });
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "load");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Nothing is under way any more when this throws. */
    private static void join(List<Thread> others, Round<?, ?> round) {
        InterruptedException interruption = null;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interruption = e;
                    round.stop();
                    others.forEach(Thread::interrupt);
                }
            }
        }
        if (interruption != null) {
            Thread.currentThread().interrupt();
            throw LoadException.retryable(
                    "Cannot load the package: the run was interrupted (run the pipeline again)", interruption);
        }
    }

    /** One list of things, of which each thread takes the next. */
    private static final class Round<T, R> implements Runnable {
        private final List<T> things;
        private final Function<T, R> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<@Nullable R> results;
        private final AtomicReferenceArray<@Nullable Throwable> failures;
        private volatile boolean stopped;

        Round(List<T> things, Function<T, R> work) {
            this.things = things;
            this.work = work;
            this.results = new AtomicReferenceArray<>(things.size());
            this.failures = new AtomicReferenceArray<>(things.size());
        }

        void stop() {
            stopped = true;
        }

        /** What was taken is done, so that no failure hides one of a thing before it. */
        @Override
        public void run() {
            while (!stopped) {
                int i = next.getAndIncrement();
                if (i >= things.size()) {
                    return;
                }
                try {
                    results.set(i, work.apply(things.get(i)));
                } catch (RuntimeException | Error e) {
                    failures.set(i, e);
                    stop();
                }
            }
        }

        List<R> results() {
            List<R> all = new ArrayList<>();
            for (int i = 0; i < things.size(); i++) {
                Throwable failure = failures.get(i);
                if (failure != null) {
                    throw Uploader.rethrown(failure);
                }
                all.add(results.get(i));
            }
            return Collections.unmodifiableList(all);
        }
    }
}
