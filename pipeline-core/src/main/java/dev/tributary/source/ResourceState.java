package dev.tributary.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a resource keeps from run to run: JSON objects of its own and of its source, which may be read and changed while
 * its records are read. They are committed with the records, or not at all. Used by one thread at a time.
 */
public final class ResourceState {
    private final ObjectNode resource;
    private final ObjectNode source;

    public ResourceState(ObjectNode resource, ObjectNode source) {
        this.resource = resource;
        this.source = source;
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
}
