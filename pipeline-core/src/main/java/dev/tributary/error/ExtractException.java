package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/** A source could not give its records; the source's author must act, or time will help. */
public final class ExtractException extends TributaryException {
    public ExtractException(String message) {
        this(message, null);
    }

    public ExtractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
