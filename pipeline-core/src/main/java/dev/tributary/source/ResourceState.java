package dev.tributary.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.source.incremental.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What a resource keeps from run to run: JSON objects of its own and of its source, which may be read and changed while
 * its records are read. They are committed with the records, or not at all. Used by one thread at a time.
 */
public final class ResourceState {
    private final ObjectNode resource;
    private final ObjectNode source;
    private final @Nullable Cursor<?> cursor;

    public ResourceState(ObjectNode resource, ObjectNode source) {
        this(resource, source, null);
    }

    private ResourceState(ObjectNode resource, ObjectNode source, @Nullable Cursor<?> cursor) {
        this.resource = resource;
        this.source = source;
        this.cursor = cursor;
    }

    /** The same state of an incremental resource that stands there. */
    public ResourceState at(Cursor<?> place) {
        return new ResourceState(resource, source, place);
    }

    /** The state of a first run. */
    public static ResourceState empty() {
        return new ResourceState(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
    }

    /** The resource's own object; a change stays. */
    public ObjectNode resource() {
        return resource;
    }

    /** The object that all resources of the source share, without theirs; a change stays. */
    public ObjectNode source() {
        return source;
    }

    /**
     * Where an incremental resource stands. The class is that of its {@code IncrementalDefinition}, or Object.
     *
     * @throws IllegalStateException if the resource is not incremental
     */
    @SuppressWarnings("unchecked")
    public <T> Cursor<T> cursor(Class<T> type) {
        if (cursor == null) {
            throw new IllegalStateException("the resource is not incremental (add an IncrementalDefinition)");
        }
        return (Cursor<T>) cursor;
    }
}
