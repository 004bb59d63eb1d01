package dev.tributary.athena.lease;

import java.time.Duration;
import java.time.Instant;

/** The times that a lease needs: of day, which others compare with theirs, and elapsed, which never jumps. */
public interface LeaseClock {
    /** This machine's clocks. */
    LeaseClock SYSTEM = new LeaseClock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };

    Instant now();

    long nanos();

    void sleep(Duration time) throws InterruptedException;
}
