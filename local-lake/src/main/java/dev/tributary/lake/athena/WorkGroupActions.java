package dev.tributary.lake.athena;

import static dev.tributary.lake.athena.Shapes.FLAG;
import static dev.tributary.lake.athena.Shapes.WORK_GROUP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.PreparedStatements;
import dev.tributary.lake.athena.store.Queries;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operations on workgroups, and the one that lists the engine's versions. */
final class WorkGroupActions {

    private static final int MOST_PER_PAGE = 50;

    private static final List<String> RESULT_MEMBERS =
            List.of("OutputLocation", "EncryptionConfiguration", "ExpectedBucketOwner", "AclConfiguration");

    private final Documents documents;
    private final WorkGroups workGroups;
    private final PreparedStatements prepared;
    private final Queries queries;

    WorkGroupActions(Documents documents, WorkGroups workGroups, PreparedStatements prepared, Queries queries) {
        this.documents = documents;
        this.workGroups = workGroups;
        this.prepared = prepared;
        this.queries = queries;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateWorkGroup",
                new Operation(
                        new Structure()
                                .needs("Name", WORK_GROUP)
                                .with("Configuration", Shapes.WORK_GROUP_CONFIGURATION)
                                .with("Description", Shapes.WORK_GROUP_DESCRIPTION)
                                .with("Tags", Shapes.TAGS),
                        this::create),
                "GetWorkGroup",
                new Operation(new Structure().needs("WorkGroup", WORK_GROUP), this::get),
                "ListWorkGroups",
                new Operation(Shapes.paged(new Structure(), 1, MOST_PER_PAGE), this::list),
                "UpdateWorkGroup",
                new Operation(
                        new Structure()
                                .needs("WorkGroup", WORK_GROUP)
                                .with("Description", Shapes.WORK_GROUP_DESCRIPTION)
                                .with("ConfigurationUpdates", Shapes.WORK_GROUP_UPDATES)
                                .with("State", new Word(Set.of("ENABLED", "DISABLED"))),
                        this::update),
                "DeleteWorkGroup",
                new Operation(
                        new Structure().needs("WorkGroup", WORK_GROUP).with("RecursiveDeleteOption", FLAG),
                        this::delete),
                "ListEngineVersions",
                new Operation(Shapes.paged(new Structure(), 1, 10), request -> engineVersions()));
    }

    private ObjectNode create(ObjectNode request) {
        String name = request.get("Name").textValue();
        ObjectNode configuration = request.path("Configuration") instanceof ObjectNode given ? given : Json.object();
        requireLocation(configuration.path("ResultConfiguration"));
        ObjectNode group = WorkGroups.fresh(name, request.path("Description").asText(""), configuration);
        return documents.changing(() -> {
            if (workGroups.find(name).isPresent()) {
                throw AthenaException.invalidInput("WorkGroup is already created");
            }
            workGroups.put(group);
            if (request.has("Tags")) {
                TagActions.put(documents, TagActions.workGroupArn(name), Json.objects(request.get("Tags")));
            }
            return Json.object();
        });
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("WorkGroup", workGroups.get(request.get("WorkGroup").textValue()));
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        SortedMap<String, ObjectNode> shown = new TreeMap<>();
        workGroups.all().forEach((name, group) -> {
            ObjectNode summary = Json.object()
                    .put("Name", name)
                    .put("State", group.get("State").textValue())
                    .put("Description", group.path("Description").asText(""));
            summary.set("CreationTime", group.get("CreationTime"));
            summary.set("EngineVersion", WorkGroups.engineVersion());
            shown.put(name, summary);
        });
        return Page.of(shown, request, MOST_PER_PAGE, WorkGroupActions::malformedToken)
                .answer("WorkGroups");
    }

    static AthenaException malformedToken(String token) {
        return AthenaException.invalidInput("The nextPageToken is malformed: " + token);
    }

    private ObjectNode update(ObjectNode request) {
        String name = request.get("WorkGroup").textValue();
        JsonNode updates = request.path("ConfigurationUpdates");
        requireLocation(updates.path("ResultConfigurationUpdates"));
        return documents.changing(() -> {
            ObjectNode group = workGroups.get(name);
            if (request.has("State")) {
                group.set("State", request.get("State"));
            }
            if (request.has("Description")) {
                group.set("Description", request.get("Description"));
            }
            change((ObjectNode) group.get("Configuration"), updates);
            workGroups.put(group);
            return Json.object();
        });
    }

    private static void change(ObjectNode configuration, JsonNode updates) {
        updates.properties().forEach(update -> {
            String member = update.getKey();
            if (member.startsWith("Remove")) {
                removeIf(update.getValue(), configuration, member);
            } else if (!member.endsWith("Updates") && !member.equals("EngineVersion")) {
                configuration.set(member, update.getValue());
            }
        });
        ObjectNode results = (ObjectNode) configuration.get("ResultConfiguration");
        JsonNode changes = updates.path("ResultConfigurationUpdates");
        for (String member : RESULT_MEMBERS) {
            if (changes.has(member)) {
                results.set(member, changes.get(member));
            }
            removeIf(changes.path("Remove" + member), results, "Remove" + member);
        }
    }

    private static void removeIf(JsonNode wanted, ObjectNode from, String member) {
        if (wanted.asBoolean()) {
            from.remove(member.substring("Remove".length()));
        }
    }

    private static void requireLocation(JsonNode results) {
        if (!results.path("OutputLocation").asText("").isEmpty()) {
            StartAction.folder(results.get("OutputLocation").textValue());
        }
    }

    private ObjectNode delete(ObjectNode request) {
        String name = request.get("WorkGroup").textValue();
        if (name.equals(WorkGroups.PRIMARY)) {
            throw AthenaException.invalidInput("The primary workgroup cannot be deleted");
        }
        boolean recursive = request.path("RecursiveDeleteOption").asBoolean();
        return documents.changing(() -> {
            workGroups.get(name);
            if (!recursive && !isEmpty(name)) {
                throw AthenaException.invalidInput("WorkGroup " + name + " is not empty");
            }
            prepared.deleteAll(name);
            workGroups.delete(name);
            return Json.object();
        });
    }

    /** Whether the workgroup has neither prepared statements nor executions. */
    private boolean isEmpty(String name) {
        return prepared.all(name).isEmpty()
                && queries.ids().stream()
                        .flatMap(id -> queries.find(id).stream())
                        .noneMatch(query ->
                                query.execution().get("WorkGroup").textValue().equals(name));
    }

    private static ObjectNode engineVersions() {
        ObjectNode answer = Json.object();
        answer.putArray("EngineVersions")
                .add(WorkGroups.engineVersion())
                .add(WorkGroups.engineVersion().put("SelectedEngineVersion", "Athena engine version 3"));
        return answer;
    }
}
