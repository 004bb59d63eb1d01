package dev.tributary.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source: a name, which is also its schema's name, and its resources in order. Immutable; made from an annotated class
 * or by hand.
 *
 * @param rootKey whether rows of nested tables name the root row they belong to; absent for only where merging needs it
 */
public record SourceDefinition(
        String name,
        List<ResourceDefinition> resources,
        @Nullable Integer maxTableNesting,
        @Nullable Boolean rootKey) {
    public SourceDefinition {
        resources = List.copyOf(resources);
    }

    /** A source whose nested rows name their root only where merging needs it. */
    public SourceDefinition(String name, List<ResourceDefinition> resources, @Nullable Integer maxTableNesting) {
        this(name, resources, maxTableNesting, null);
    }

    /** The same source with other resources. */
    public SourceDefinition with(List<ResourceDefinition> newResources) {
        return new SourceDefinition(name, newResources, maxTableNesting, rootKey);
    }
}
