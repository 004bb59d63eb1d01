package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import dev.tributary.lake.wire.Shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The operations on saved queries. */
final class NamedQueryActions {

    private static final String COLLECTION = "saved";
    private static final int MOST_PER_PAGE = 50;

    private final Documents documents;
    private final WorkGroups workGroups;

    NamedQueryActions(Documents documents, WorkGroups workGroups) {
        this.documents = documents;
        this.workGroups = workGroups;
    }

    Map<String, Operation> operations() {
        Structure one = new Structure().needs("NamedQueryId", Shapes.ID);
        Structure content = new Structure()
                .needs("Name", Shapes.NAME)
                .with("Description", Shapes.WORK_GROUP_DESCRIPTION)
                .needs("QueryString", Shapes.QUERY);
        return Map.of(
                "CreateNamedQuery",
                new Operation(
                        content.needs("Database", Shapes.DATABASE)
                                .with("ClientRequestToken", Shapes.TOKEN)
                                .with("WorkGroup", Shapes.WORK_GROUP),
                        this::create),
                "UpdateNamedQuery",
                new Operation(content.needs("NamedQueryId", Shapes.ID), this::update),
                "GetNamedQuery",
                new Operation(one, this::get),
                "BatchGetNamedQuery",
                new Operation(
                        new Structure().needs("NamedQueryIds", Shapes.list(Shapes.ID, 1, MOST_PER_PAGE)), this::getAll),
                "ListNamedQueries",
                new Operation(
                        Shapes.paged(new Structure(), 0, MOST_PER_PAGE).with("WorkGroup", Shapes.WORK_GROUP),
                        this::list),
                "DeleteNamedQuery",
                new Operation(one, this::delete));
    }

    private ObjectNode create(ObjectNode request) {
        String group = request.path("WorkGroup").asText(WorkGroups.PRIMARY);
        workGroups.get(group);
        String token =
                request.path("ClientRequestToken").asText(UUID.randomUUID().toString());
        request.remove("ClientRequestToken");
        return documents.changing(() -> {
            for (ObjectNode kept : documents.all(COLLECTION)) {
                if (kept.path("token").asText().equals(token)) {
                    return Json.object()
                            .put("NamedQueryId", kept.get("NamedQueryId").textValue());
                }
            }
            String id = UUID.randomUUID().toString();
            request.put("WorkGroup", group).put("NamedQueryId", id).put("token", token);
            documents.write(COLLECTION, id, request);
            return Json.object().put("NamedQueryId", id);
        });
    }

    private ObjectNode update(ObjectNode request) {
        String id = request.get("NamedQueryId").textValue();
        return documents.changing(() -> {
            documents.write(COLLECTION, id, find(id).setAll(request));
            return Json.object();
        });
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("NamedQuery", find(request.get("NamedQueryId").textValue()).without(List.of("token")));
        return answer;
    }

    private ObjectNode find(String id) {
        return documents
                .read(COLLECTION, id)
                .orElseThrow(() ->
                        AthenaException.invalidRequest("NAMED_QUERY_NOT_FOUND", "NamedQuery " + id + " was not found"));
    }

    private ObjectNode getAll(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("NamedQueries");
        ArrayNode missing = answer.putArray("UnprocessedNamedQueryIds");
        for (String id : Json.texts(request.get("NamedQueryIds"))) {
            documents
                    .read(COLLECTION, id)
                    .ifPresentOrElse(
                            query -> found.add(query.without(List.of("token"))),
                            () -> missing.addObject()
                                    .put("NamedQueryId", id)
                                    .put("ErrorCode", "NAMED_QUERY_NOT_FOUND")
                                    .put("ErrorMessage", "NamedQuery " + id + " was not found"));
        }
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        String group = request.path("WorkGroup").asText(WorkGroups.PRIMARY);
        workGroups.get(group);
        if (request.path("MaxResults").asInt() == 0) {
            request.remove("MaxResults");
        }
        SortedMap<String, ObjectNode> ids = new TreeMap<>();
        documents.all(COLLECTION).stream()
                .filter(query -> query.get("WorkGroup").textValue().equals(group))
                .forEach(query -> ids.put(query.get("NamedQueryId").textValue(), query));
        Page page = Page.of(ids, request, MOST_PER_PAGE, WorkGroupActions::malformedToken);
        ObjectNode answer = page.answer("NamedQueryIds");
        ArrayNode shown = answer.putArray("NamedQueryIds");
        page.entries().forEach(query -> shown.add(query.get("NamedQueryId")));
        return answer;
    }

    private ObjectNode delete(ObjectNode request) {
        String id = request.get("NamedQueryId").textValue();
        find(id);
        documents.delete(COLLECTION, id);
        return Json.object();
    }
}
