package dev.tributary.extract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long threads that were told to stop are waited for. */
record Patience(Duration time) {

    /** Waits until all have ended or the time is up, also when this thread is interrupted; its flag is kept. */
    void await(List<Thread> threads) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + time.toNanos();
        try {
            for (Thread thread : threads) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis > 0) {
                    thread.join(millis);
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
