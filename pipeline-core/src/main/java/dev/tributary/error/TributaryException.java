package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/** The base of every failure that a user can meet. Its message is one whole sentence that says what to do. */
public abstract sealed class TributaryException extends RuntimeException
        permits ConfigException, ExtractException, SchemaException, LoadException {
    TributaryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
