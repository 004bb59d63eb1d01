package dev.tributary.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.source.ResourceState;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of a source's resources while they are read. Each resource sees the source's object as the run found it, so
 * that no timing changes what it sees; what they change in it is put together in the order of the resources.
 */
final class SharedState {
    /** Where dlt keeps the states of a source's resources. */
    private static final String RESOURCES = "resources";

    private final SourceDefinition source;
    private final PipelineState before;
    private final ObjectNode sourceBefore;
    private final Map<String, ResourceState> states = new LinkedHashMap<>();

    SharedState(SourceDefinition source, PipelineState before) {
        this.source = source;
        this.before = before;
        this.sourceBefore = before.source(source.name());
        this.sourceBefore.remove(RESOURCES);
        for (ResourceDefinition resource : source.resources()) {
            if (Family.isWanted(source, resource)) {
                states.put(
                        resource.name(),
                        new ResourceState(before.resource(source.name(), resource.name()), sourceBefore.deepCopy()));
            }
        }
    }

    /** By the names of the resources. */
    Map<String, ResourceState> states() {
        return states;
    }

    /** The state as the resources left it. */
    PipelineState after() {
        ObjectNode all = before.source(source.name());
        states.values().forEach(state -> change(all, sourceBefore, state.source()));
        PipelineState after = all.isEmpty() ? before : before.withSource(source.name(), all);
        for (Map.Entry<String, ResourceState> state : states.entrySet()) {
            ObjectNode kept = state.getValue().resource();
            if (!kept.isEmpty()) {
                after = after.withResource(source.name(), state.getKey(), kept);
            }
        }
        return after;
    }

    /** Does to an object what was done to a copy of it. */
    private static void change(ObjectNode object, ObjectNode was, ObjectNode is) {
        was.fieldNames().forEachRemaining(name -> {
            if (!is.has(name)) {
                object.remove(name);
            }
        });
        for (Map.Entry<String, JsonNode> field : is.properties()) {
            JsonNode old = was.get(field.getKey());
            if (field.getValue().equals(old)) {
                continue;
            }
            if (old instanceof ObjectNode oldObject
                    && field.getValue() instanceof ObjectNode newObject
                    && object.get(field.getKey()) instanceof ObjectNode target) {
                change(target, oldObject, newObject);
            } else {
                object.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }
}
