package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/** Settings, annotations or arguments are wrong; whoever wrote them must act. */
public final class ConfigException extends TributaryException {
    public ConfigException(String message) {
        this(message, null);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
