package dev.tributary.source.definition;

import dev.tributary.source.ResourceState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes records of another resource's. Each that it returns is what {@link Records} may yield. The stream is read once and
 * closed. Where a transformation is parallel, several threads call it at once, and share the state.
 */
@FunctionalInterface
public interface Transform {
    /** The records that follow from these, which are one or as many as the transformation takes at once. */
    Stream<?> apply(List<?> records, ResourceState state) throws Exception;
}
