package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.PreparedStatements;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import dev.tributary.lake.wire.Shape.Structure;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operations on prepared statements. */
final class PreparedStatementActions {

    private static final int MOST_PER_PAGE = 50;
    private static final int MOST_PER_BATCH = 50;

    /** Athena's quota for a workgroup. */
    private static final int MOST_KEPT = 1_000;

    private final Documents documents;
    private final WorkGroups workGroups;
    private final PreparedStatements prepared;

    PreparedStatementActions(Documents documents, WorkGroups workGroups, PreparedStatements prepared) {
        this.documents = documents;
        this.workGroups = workGroups;
        this.prepared = prepared;
    }

    Map<String, Operation> operations() {
        Structure inGroup = new Structure().needs("WorkGroup", Shapes.WORK_GROUP);
        Structure one = inGroup.needs("StatementName", Shapes.STATEMENT_NAME);
        Structure content = one.needs("QueryStatement", Shapes.QUERY).with("Description", Shapes.DESCRIPTION);
        return Map.of(
                "CreatePreparedStatement",
                new Operation(content, this::create),
                "UpdatePreparedStatement",
                new Operation(content, this::update),
                "GetPreparedStatement",
                new Operation(one, this::get),
                "BatchGetPreparedStatement",
                new Operation(
                        inGroup.needs("PreparedStatementNames", Shapes.list(Shapes.STATEMENT_NAME, 0, MOST_PER_BATCH)),
                        this::getAll),
                "ListPreparedStatements",
                new Operation(Shapes.paged(inGroup, 1, MOST_PER_PAGE), this::list),
                "DeletePreparedStatement",
                new Operation(one, this::delete));
    }

    private String workGroup(ObjectNode request) {
        String name = request.get("WorkGroup").textValue();
        workGroups.get(name);
        return name;
    }

    private static String name(ObjectNode request) {
        return request.get("StatementName").textValue();
    }

    private ObjectNode create(ObjectNode request) {
        return documents.changing(() -> {
            String group = workGroup(request);
            if (prepared.find(group, name(request)).isPresent()) {
                throw AthenaException.invalidInput("PreparedStatement " + name(request) + " already exists");
            }
            if (prepared.all(group).size() >= MOST_KEPT) {
                throw AthenaException.invalidInput(
                        "The number of prepared statements in the workgroup exceeds the limit of " + MOST_KEPT);
            }
            return put(group, request);
        });
    }

    private ObjectNode update(ObjectNode request) {
        return documents.changing(() -> {
            String group = workGroup(request);
            find(group, name(request));
            return put(group, request);
        });
    }

    private ObjectNode put(String group, ObjectNode request) {
        prepared.put(
                group,
                name(request),
                request.get("QueryStatement").textValue(),
                request.path("Description").textValue());
        return Json.object();
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("PreparedStatement", find(workGroup(request), name(request)));
        return answer;
    }

    private ObjectNode find(String group, String name) {
        return prepared.find(group, name).orElseThrow(() -> notFound(name));
    }

    private static AthenaException notFound(String name) {
        return AthenaException.resourceNotFound(name, "PreparedStatement " + name + " was not found");
    }

    private ObjectNode getAll(ObjectNode request) {
        String group = workGroup(request);
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("PreparedStatements");
        ArrayNode missing = answer.putArray("UnprocessedPreparedStatementNames");
        for (String name : Json.texts(request.get("PreparedStatementNames"))) {
            prepared.find(group, name)
                    .ifPresentOrElse(
                            found::add,
                            () -> missing.addObject()
                                    .put("StatementName", name)
                                    .put("ErrorCode", "STATEMENT_NOT_FOUND")
                                    .put("ErrorMessage", notFound(name).getMessage()));
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        SortedMap<String, ObjectNode> shown = new TreeMap<>();
        prepared.all(workGroup(request)).forEach((name, statement) -> {
            ObjectNode summary = Json.object().put("StatementName", name);
            summary.set("LastModifiedTime", statement.get("LastModifiedTime"));
            shown.put(name, summary);
        });
        return Page.of(shown, request, MOST_PER_PAGE, WorkGroupActions::malformedToken)
                .answer("PreparedStatements");
    }

    private ObjectNode delete(ObjectNode request) {
        return documents.changing(() -> {
            String group = workGroup(request);
            find(group, name(request));
            prepared.delete(group, name(request));
            return Json.object();
        });
    }
}
