package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/** A package could not be loaded; operations must act, or the same run again may succeed. */
public final class LoadException extends TributaryException {
    private final boolean retryable;

    private LoadException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** A failure that will repeat until somebody changes something. */
    public static LoadException permanent(String message, @Nullable Throwable cause) {
        return new LoadException(message, false, cause);
    }

    /** A failure that the same run may not meet again: a lease held, throttling, an unknown outcome. */
    public static LoadException retryable(String message, @Nullable Throwable cause) {
        return new LoadException(message, true, cause);
    }

    /** Whether running again without a change is worth it (exit code 75). */
    public boolean retryable() {
        return retryable;
    }
}
