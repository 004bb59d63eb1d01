package dev.tributary.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source: a name, which is also its schema's name, and its resources in order. Immutable; made from an annotated class
 * or by hand.
 */
public record SourceDefinition(
        String name,
        List<ResourceDefinition> resources,
        @Nullable Integer maxTableNesting) {
    public SourceDefinition {
        resources = List.copyOf(resources);
    }
}
