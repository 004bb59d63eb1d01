package dev.tributary.lake.athena.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is kept of an execution: {@code execution} is what GetQueryExecution answers, the rest is for the endpoint itself. Not
 * thread-safe.
 */
public final class QueryDocument {

    private final ObjectNode json;

    QueryDocument(ObjectNode json) {
        this.json = json;
    }

    /**
     * A new one.
     *
     * @param sent what a request with the same token must say too
     * @param owner who runs it
     */
    public QueryDocument(ObjectNode execution, String token, ObjectNode sent, String owner, String form) {
        this.json = Json.object().put("token", token).put("owner", owner).put("form", form);
        json.set("execution", execution);
        json.set("sent", sent);
    }

    ObjectNode json() {
        return json;
    }

    /** The same, apart from later changes. */
    public QueryDocument copy() {
        return new QueryDocument(json.deepCopy());
    }

    public ObjectNode execution() {
        return (ObjectNode) json.get("execution");
    }

    public ObjectNode status() {
        return (ObjectNode) execution().get("Status");
    }

    public ObjectNode statistics() {
        return (ObjectNode) execution().get("Statistics");
    }

    public String id() {
        return execution().get("QueryExecutionId").textValue();
    }

    public String state() {
        return status().get("State").textValue();
    }

    public boolean ended() {
        return !List.of("QUEUED", "RUNNING").contains(state());
    }

    public String outputLocation() {
        return execution().get("ResultConfiguration").get("OutputLocation").textValue();
    }

    public String token() {
        return json.get("token").textValue();
    }

    public ObjectNode sent() {
        return (ObjectNode) json.get("sent");
    }

    public String owner() {
        return json.get("owner").textValue();
    }

    /** The name of the form that its result has. */
    public String form() {
        return json.get("form").textValue();
    }

    /** Keeps what GetQueryResults needs besides the rows. */
    public void result(List<ObjectNode> columns, OptionalLong updateCount, long rows) {
        json.set("columns", Json.array(columns));
        json.put("rows", rows);
        updateCount.ifPresent(count -> json.put("updateCount", count));
    }

    public List<ObjectNode> columns() {
        return Json.objects(json.path("columns"));
    }

    public OptionalLong updateCount() {
        return json.has("updateCount") ? OptionalLong.of(json.get("updateCount").longValue()) : OptionalLong.empty();
    }

    /** How many rows the result file holds, a header among them. */
    public long rows() {
        return json.path("rows").longValue();
    }
}
