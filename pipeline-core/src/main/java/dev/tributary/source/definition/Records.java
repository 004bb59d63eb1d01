package dev.tributary.source.definition;

import dev.tributary.source.ResourceState;
import java.util.stream.Stream;

/**
 * Opens a resource's records. Each is a {@link java.util.Map}, a Java record, a bean, a Jackson node or a {@code RawJson}
 * or {@code RecordColumns} holding many. The stream is read once, by one thread, and closed.
 */
@FunctionalInterface
public non-sealed interface Records extends Origin {
    /** The records of one run, which may keep something for the next in the resource's state. */
    Stream<?> open(ResourceState state) throws Exception;
}
