package dev.tributary.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A pipeline's state as dlt keeps it: {@code _state_version}, {@code _state_engine_version}, {@code pipeline_name},
 * {@code dataset_name}, {@code schema_names}, {@code sources}. Immutable: what goes in and out is a copy.
 */
public final class PipelineState {
    /** The version of the state's form that dlt 1.26 writes. */
    public static final int ENGINE_VERSION = 4;

    private final ObjectNode json;

    private PipelineState(ObjectNode json) {
        this.json = json;
    }

    /** The state of that JSON object. */
    public static PipelineState of(ObjectNode json) {
        return new PipelineState(json.deepCopy());
    }

    /** The state of a pipeline that has never run. */
    public static PipelineState initial(String pipeline, String dataset, String schemaName) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_state_version", 0);
        json.put("_state_engine_version", ENGINE_VERSION);
        json.put("pipeline_name", pipeline);
        json.put("dataset_name", dataset);
        json.put("default_schema_name", schemaName);
        json.putArray("schema_names").add(schemaName);
        json.putObject("sources");
        return new PipelineState(json);
    }

    /** The pipeline's name. */
    public String pipeline() {
        return json.path("pipeline_name").asText();
    }

    /** How often the content changed. */
    public long version() {
        return json.path("_state_version").asLong();
    }

    /** The engine version that wrote it. */
    public int engineVersion() {
        return json.path("_state_engine_version").asInt(ENGINE_VERSION);
    }

    /** A copy of the whole as JSON. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipelineState that && json.equals((JsonNode) that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
