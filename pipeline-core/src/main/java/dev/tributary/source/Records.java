package dev.tributary.source;

import java.util.stream.Stream;

/**
 * Opens a resource's records. Each is a {@link java.util.Map}, a Java record, a bean, a Jackson node or a {@link RawJson}
 * holding many. The stream is read once, by one thread, and closed.
 */
@FunctionalInterface
public interface Records {
    Stream<?> open() throws Exception;
}
