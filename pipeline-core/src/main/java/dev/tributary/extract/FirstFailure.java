package dev.tributary.extract;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The failure that came first of those of several threads. */
final class FirstFailure {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    void set(Throwable failed) {
        failure.compareAndSet(null, failed);
    }

    /** Throws the failure, if there is one. */
    void check() {
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw failed instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed);
        }
    }
}
