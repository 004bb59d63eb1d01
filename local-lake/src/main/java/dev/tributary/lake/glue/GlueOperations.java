package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.JsonService;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Problem;
import dev.tributary.lake.wire.ServiceException;
import java.util.HashMap;
import java.util.Map;

/**
 * The operations of the catalog without HTTP: requests and answers are the JSON of the service's protocol, checked and locked
 * as they are over the wire. Thread-safe.
 */
public final class GlueOperations implements JsonService {

    private final Map<String, Operation> byName;

    GlueOperations(Catalog catalog) {
        Map<String, Operation> operations = new HashMap<>();
        operations.putAll(new DatabaseActions(catalog).operations());
        operations.putAll(new TableActions(catalog).operations());
        operations.putAll(new VersionActions(catalog).operations());
        operations.putAll(new PartitionActions(catalog).operations());
        operations.putAll(new StatisticsActions(catalog).operations());
        this.byName = Map.copyOf(operations);
    }

    @Override
    public String name() {
        return "Glue";
    }

    @Override
    public String targetPrefix() {
        return "AWSGlue.";
    }

    /**
     * Does one operation, such as {@code GetTable}. The request may be changed and kept.
     *
     * @throws GlueException if the service would refuse it
     */
    @Override
    public ObjectNode perform(String operation, JsonNode request) {
        Operation found = byName.get(operation);
        if (found == null) {
            throw new GlueException("UnknownOperationException", "Unknown operation: " + operation);
        }
        try {
            return found.perform(
                    request,
                    problems ->
                            new GlueException("ValidationException", Problem.message(problems, Problem::withValue)));
        } catch (GlueException e) {
            throw e;
        } catch (ServiceException e) {
            throw new GlueException(e.code(), e.getMessage());
        }
    }

    @Override
    public ObjectNode refusal(ServiceException refusal) {
        return Json.object().put("__type", refusal.code()).put("message", refusal.getMessage());
    }

    @Override
    public String internalError() {
        return "InternalServiceException";
    }
}
