package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/** The data does not fit what was promised of it; the data's owner must act. */
public final class SchemaException extends TributaryException {
    public SchemaException(String message) {
        this(message, null);
    }

    public SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
