package dev.tributary.athena.lease;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.bucket.StoredObject;
import dev.tributary.error.LoadException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A pipeline's lease, held by this session. Expiry is by the time of day, so machines that share a dataset keep their clocks
 * within a sixth of the lease's length of each other. Thread-safe.
 */
public final class Lease implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Bucket bucket;
    private final String key;
    private final String pipeline;
    private final Duration length;
    private final LeaseClock clock;
    private final ScheduledExecutorService renewal;
    private LeaseRecord held;
    private String etag;
    private long heldFrom;
    private boolean lost;

    private Lease(Bucket bucket, String key, String pipeline, Duration length, LeaseClock clock, Granted granted) {
        this.bucket = bucket;
        this.key = key;
        this.pipeline = pipeline;
        this.length = length;
        this.clock = clock;
        this.held = granted.lease();
        this.etag = granted.etag();
        this.heldFrom = granted.asked();
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-" + pipeline);
            thread.setDaemon(true);
            return thread;
        });
        long third = length.toMillis() / 3;
        renewal.scheduleWithFixedDelay(this::renewQuietly, third, third, TimeUnit.MILLISECONDS);
    }

    private record Granted(LeaseRecord lease, String etag, long asked) {}

    /**
     * Takes the lease and keeps it renewed until it is closed.
     *
     * @throws LoadException retryable, if another holder has it and keeps it for longer than the wait
     */
    public static Lease acquire(
            Bucket bucket, String key, String pipeline, Duration length, Duration wait, LeaseClock clock) {
        Holder holder = Holder.current();
        long start = clock.nanos();
        while (true) {
            long asked = clock.nanos();
            Optional<StoredObject> found = bucket.find(key);
            Optional<LeaseRecord> other = found.map(o -> LeaseRecord.of(o.bytes()));
            Instant now = clock.now();
            if (other.isEmpty() || free(other.get(), now)) {
                long fence = other.map(LeaseRecord::fence).orElse(0L) + 1;
                LeaseRecord mine = new LeaseRecord(holder, fence, now, now.plus(length));
                Optional<String> etag = found.isEmpty()
                        ? bucket.putIfAbsent(key, mine.bytes())
                        : bucket.putIfMatch(key, mine.bytes(), found.get().etag());
                if (etag.isPresent()) {
                    return new Lease(bucket, key, pipeline, length, clock, new Granted(mine, etag.get(), asked));
                }
                continue;
            }
            if (clock.nanos() - start >= wait.toNanos()) {
                throw heldBy(pipeline, other.get());
            }
            pause(clock, pipeline);
        }
    }

    private static boolean free(LeaseRecord lease, Instant now) {
        return !now.isBefore(lease.expiresAt()) || lease.holder().isDeadHere();
    }

    private static LoadException heldBy(String pipeline, LeaseRecord lease) {
        return LoadException.retryable(
                "Cannot run pipeline '%s': host %s, process %d holds its lease since %s (wait for it to end, or run with --wait)"
                        .formatted(
                                pipeline,
                                lease.holder().host(),
                                lease.holder().pid(),
                                lease.since().truncatedTo(ChronoUnit.SECONDS)),
                null);
    }

    private static void pause(LeaseClock clock, String pipeline) {
        try {
            clock.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoadException.retryable(
                    "Cannot run pipeline '%s': interrupted while waiting for its lease (run it again)"
                            .formatted(pipeline),
                    e);
        }
    }

    /** Rises with each holder. */
    public synchronized long fence() {
        return held.fence();
    }

    /**
     * Returns if the lease is surely held for a while yet.
     *
     * @throws LoadException retryable, if it was lost or could not be renewed in time
     */
    public synchronized void ensureHeld() {
        if (lost
                || clock.nanos() - heldFrom
                        >= length.multipliedBy(5).dividedBy(6).toNanos()) {
            lost = true;
            throw LoadException.retryable(
                    "Cannot go on with pipeline '%s': its lease could not be renewed in time (run the pipeline again to finish)"
                            .formatted(pipeline),
                    null);
        }
    }

    /** Extends the lease; loses it when somebody else has taken it. */
    synchronized void renew() {
        if (lost) {
            return;
        }
        long asked = clock.nanos();
        LeaseRecord longer = held.until(clock.now().plus(length));
        Optional<String> renewed = bucket.putIfMatch(key, longer.bytes(), etag);
        if (renewed.isEmpty()) {
            lost = true;
            return;
        }
        held = longer;
        etag = renewed.get();
        heldFrom = asked;
    }

    private void renewQuietly() {
        try {
            renew();
        } catch (RuntimeException e) {
            // The next turn tries again; ensureHeld refuses to go on once it is too late.
        }
    }

    /** Gives the lease back, unless it is lost already. */
    @Override
    public void close() {
        renewal.shutdownNow();
        synchronized (this) {
            if (!lost) {
                lost = true;
                bucket.putIfMatch(key, held.until(clock.now()).bytes(), etag);
            }
        }
    }
}
