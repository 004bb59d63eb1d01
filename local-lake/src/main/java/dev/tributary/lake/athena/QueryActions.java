package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.execution.Executions;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The operations on executions that have an id. */
final class QueryActions {

    private static final int MOST_PER_PAGE = 50;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Structure ONE = new Structure().needs("QueryExecutionId", Shapes.ID);

    private final Executions executions;
    private final WorkGroups workGroups;

    QueryActions(Executions executions, WorkGroups workGroups) {
        this.executions = executions;
        this.workGroups = workGroups;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetQueryExecution",
                new Operation(ONE, this::get),
                "BatchGetQueryExecution",
                new Operation(
                        new Structure().needs("QueryExecutionIds", Shapes.list(Shapes.ID, 1, MOST_PER_PAGE)),
                        this::getAll),
                "ListQueryExecutions",
                new Operation(
                        Shapes.paged(new Structure(), 0, MOST_PER_PAGE).with("WorkGroup", Shapes.WORK_GROUP),
                        this::list),
                "StopQueryExecution",
                new Operation(ONE, this::stop),
                "GetQueryRuntimeStatistics",
                new Operation(ONE, this::statistics));
    }

    private static String id(JsonNode request) {
        return request.get("QueryExecutionId").textValue();
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("QueryExecution", executions.get(id(request)).execution());
        return answer;
    }

    private ObjectNode getAll(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("QueryExecutions");
        ArrayNode missing = answer.putArray("UnprocessedQueryExecutionIds");
        for (String id : Json.texts(request.get("QueryExecutionIds"))) {
            try {
                found.add(executions.get(id).execution());
            } catch (AthenaException e) {
                missing.addObject()
                        .put("QueryExecutionId", id)
                        .put("ErrorCode", "QUERY_EXECUTION_NOT_FOUND")
                        .put("ErrorMessage", e.getMessage());
            }
        }
        return answer;
    }

    /** The newest first. A page's token is the last id on it. */
    private ObjectNode list(ObjectNode request) {
        String workGroup = request.path("WorkGroup").asText(WorkGroups.PRIMARY);
        workGroups.get(workGroup);
        String token = request.path("NextToken").asText("");
        if (!token.isEmpty() && !ID.matcher(token).matches()) {
            throw WorkGroupActions.malformedToken(token);
        }
        int asked = request.path("MaxResults").asInt(MOST_PER_PAGE);
        int size = asked == 0 ? MOST_PER_PAGE : asked;
        List<String> ids = executions.queries().ids();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("QueryExecutionIds");
        String last = "";
        for (int i = ids.size() - 1; i >= 0; i--) {
            String id = ids.get(i);
            boolean earlier = token.isEmpty() || id.compareTo(token) < 0;
            if (earlier && isOf(id, workGroup)) {
                if (page.size() == size) {
                    return answer.put("NextToken", last);
                }
                page.add(id);
                last = id;
            }
        }
        return answer;
    }

    private boolean isOf(String id, String workGroup) {
        return executions
                .queries()
                .find(id)
                .map(QueryDocument::execution)
                .filter(execution -> execution.get("WorkGroup").textValue().equals(workGroup))
                .isPresent();
    }

    private ObjectNode stop(ObjectNode request) {
        executions.stop(id(request));
        return Json.object();
    }

    private ObjectNode statistics(ObjectNode request) {
        QueryDocument query = executions.get(id(request));
        ObjectNode answer = Json.object();
        ObjectNode statistics = answer.putObject("QueryRuntimeStatistics");
        ObjectNode timeline = statistics.putObject("Timeline");
        for (String time : List.of(
                "QueryQueueTimeInMillis",
                "ServicePreProcessingTimeInMillis",
                "EngineExecutionTimeInMillis",
                "ServiceProcessingTimeInMillis",
                "TotalExecutionTimeInMillis")) {
            timeline.put(time, query.statistics().path(time).asLong());
        }
        statistics
                .putObject("Rows")
                .put("InputBytes", query.statistics().path("DataScannedInBytes").asLong())
                .put("OutputRows", query.rows());
        return answer;
    }
}
