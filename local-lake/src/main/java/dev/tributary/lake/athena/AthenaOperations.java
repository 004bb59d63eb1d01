package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.execution.Executions;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.PreparedStatements;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.glue.GlueOperations;
import dev.tributary.lake.s3.S3Objects;
import dev.tributary.lake.wire.JsonService;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Problem;
import dev.tributary.lake.wire.ServiceException;
import java.util.HashMap;
import java.util.Map;

/** The operations of the service by name. Thread-safe. */
final class AthenaOperations implements JsonService {

    private final Map<String, Operation> byName;

    AthenaOperations(Documents documents, Executions executions, GlueOperations glue, S3Objects objects) {
        WorkGroups workGroups = new WorkGroups(documents);
        PreparedStatements prepared = new PreparedStatements(documents);
        Map<String, Operation> operations = new HashMap<>();
        operations.putAll(new StartAction(executions, workGroups).operations());
        operations.putAll(new QueryActions(executions, workGroups).operations());
        operations.putAll(new ResultActions(executions, objects).operations());
        operations.putAll(new WorkGroupActions(documents, workGroups, prepared, executions.queries()).operations());
        operations.putAll(new PreparedStatementActions(documents, workGroups, prepared).operations());
        operations.putAll(new MetadataActions(glue).operations());
        operations.putAll(new NamedQueryActions(documents, workGroups).operations());
        operations.putAll(new TagActions(documents, workGroups).operations());
        this.byName = Map.copyOf(operations);
    }

    @Override
    public String name() {
        return "Athena";
    }

    @Override
    public String targetPrefix() {
        return "AmazonAthena.";
    }

    @Override
    public ObjectNode perform(String operation, JsonNode request) {
        Operation found = byName.get(operation);
        if (found == null) {
            throw new ServiceException("UnknownOperationException", "");
        }
        return found.perform(
                request, problems -> AthenaException.invalidInput(Problem.message(problems, Problem::withoutValue)));
    }

    @Override
    public ObjectNode refusal(ServiceException refusal) {
        return AthenaException.body(refusal);
    }

    @Override
    public String internalError() {
        return "InternalServerException";
    }
}
