package dev.tributary.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.digest.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A pipeline's state as dlt keeps it: {@code _state_version}, {@code _state_engine_version}, {@code pipeline_name},
 * {@code dataset_name}, {@code schema_names}, {@code sources}. Immutable: what goes in and out is a copy.
 */
public final class PipelineState {
    /** The version of the state's form that dlt 1.26 writes. */
    public static final int ENGINE_VERSION = 4;

    private static final List<String> NOT_CONTENT =
            List.of("_state_version", "_state_engine_version", "_version_hash", "_local");

    private final ObjectNode json;

    private PipelineState(ObjectNode json) {
        this.json = json;
    }

    /** The state of that JSON object. */
    public static PipelineState of(ObjectNode json) {
        return new PipelineState(json.deepCopy());
    }

    /** The state that the first load of a pipeline commits: version 1. */
    public static PipelineState initial(String pipeline, String dataset, String schemaName) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_state_version", 1);
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

    /** The first schema that the pipeline used. */
    public String defaultSchema() {
        return json.path("default_schema_name").asText();
    }

    /** How often the content changed. */
    public long version() {
        return json.path("_state_version").asLong();
    }

    /** The engine version that wrote it. */
    public int engineVersion() {
        return json.path("_state_engine_version").asInt(ENGINE_VERSION);
    }

    /**
     * dlt's hash of the content: SHA3-256 in base64 of the JSON with its fields sorted, without versions, hash and what is
     * local to a machine.
     */
    public String versionHash() {
        ObjectNode content = json.deepCopy();
        content.remove(NOT_CONTENT);
        return Base64.getEncoder().encodeToString(sha3(CanonicalJson.bytes(content)));
    }

    /** The state of a resource, or an empty object. */
    public ObjectNode resource(String source, String resource) {
        JsonNode found = json.path("sources").path(source).path("resources").path(resource);
        return found instanceof ObjectNode object ? object.deepCopy() : json.objectNode();
    }

    /** The same state with another one of a resource. */
    public PipelineState withResource(String source, String resource, ObjectNode state) {
        PipelineState changed = new PipelineState(json.deepCopy());
        changed.sourceNode(source).withObjectProperty("resources").set(resource, state.deepCopy());
        return changed;
    }

    /** What a source's author keeps besides its resources, with them. */
    public ObjectNode source(String source) {
        JsonNode found = json.path("sources").path(source);
        return found instanceof ObjectNode object ? object.deepCopy() : json.objectNode();
    }

    /** The same state with another one of a source. */
    public PipelineState withSource(String source, ObjectNode state) {
        PipelineState changed = new PipelineState(json.deepCopy());
        changed.json.withObjectProperty("sources").set(source, state.deepCopy());
        return changed;
    }

    /** The same state without anything of a source. */
    public PipelineState withoutSource(String source) {
        PipelineState changed = new PipelineState(json.deepCopy());
        changed.json.withObjectProperty("sources").remove(source);
        return changed;
    }

    /** The same state without the field of a source's state that the names lead to. */
    public PipelineState withoutPath(String source, List<String> names) {
        PipelineState changed = new PipelineState(json.deepCopy());
        JsonNode node = changed.json.path("sources").path(source);
        for (String name : names.subList(0, names.size() - 1)) {
            node = node.path(name);
        }
        if (node instanceof ObjectNode object) {
            object.remove(names.get(names.size() - 1));
        }
        return changed;
    }

    private ObjectNode sourceNode(String source) {
        return json.withObjectProperty("sources").withObjectProperty(source);
    }

    /**
     * This state as the one that follows another: with its hash, and with the other's version, raised by one when the
     * content differs.
     */
    public PipelineState after(PipelineState previous) {
        String hash = versionHash();
        boolean changed = !hash.equals(previous.versionHash());
        PipelineState next = new PipelineState(json.deepCopy());
        next.json.put("_state_version", previous.version() + (changed ? 1 : 0));
        next.json.put("_state_engine_version", ENGINE_VERSION);
        next.json.put("_version_hash", hash);
        return next;
    }

    private static byte[] sha3(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA3-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 9 has SHA3-256", e);
        }
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
