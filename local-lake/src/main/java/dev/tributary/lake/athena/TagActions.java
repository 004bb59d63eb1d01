package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.athena.store.Documents;
import dev.tributary.lake.athena.store.WorkGroups;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Text;
import dev.tributary.lake.wire.Shape.Whole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations on tags of workgroups. */
final class TagActions {

    private static final String COLLECTION = "tags";
    private static final String WORK_GROUP = ":workgroup/";
    private static final int LEAST_PER_PAGE = 75;

    private final Documents documents;
    private final WorkGroups workGroups;

    TagActions(Documents documents, WorkGroups workGroups) {
        this.documents = documents;
        this.workGroups = workGroups;
    }

    Map<String, Operation> operations() {
        Structure one = new Structure().needs("ResourceARN", Shapes.RESOURCE);
        return Map.of(
                "TagResource",
                new Operation(one.needs("Tags", Shapes.TAGS), this::tag),
                "UntagResource",
                new Operation(one.needs("TagKeys", Shapes.list(new Text(1, 128, null), 0, 50)), this::untag),
                "ListTagsForResource",
                new Operation(
                        one.with("NextToken", Shapes.NEXT_TOKEN)
                                .with("MaxResults", new Whole(LEAST_PER_PAGE, Integer.MAX_VALUE)),
                        this::list));
    }

    /** The part of a workgroup's address that tells it from others. */
    static String workGroupArn(String name) {
        return WORK_GROUP + name;
    }

    /** Adds tags to those of a resource; a key that is there gets the new value. */
    static void put(Documents documents, String arn, List<ObjectNode> tags) {
        ObjectNode kept = documents.read(COLLECTION, key(arn)).orElseGet(Json::object);
        tags.forEach(tag -> kept.put(tag.path("Key").asText(), tag.path("Value").asText()));
        documents.write(COLLECTION, key(arn), kept);
    }

    private static String key(String arn) {
        return arn.substring(Math.max(0, arn.lastIndexOf(WORK_GROUP)));
    }

    private String resource(ObjectNode request) {
        String arn = request.get("ResourceARN").textValue();
        int name = arn.lastIndexOf(WORK_GROUP);
        if (name < 0
                || workGroups.find(arn.substring(name + WORK_GROUP.length())).isEmpty()) {
            throw AthenaException.resourceNotFound(arn, "Resource " + arn + " was not found");
        }
        return arn;
    }

    private ObjectNode tag(ObjectNode request) {
        String arn = resource(request);
        return documents.changing(() -> {
            put(documents, arn, Json.objects(request.get("Tags")));
            return Json.object();
        });
    }

    private ObjectNode untag(ObjectNode request) {
        String arn = resource(request);
        return documents.changing(() -> {
            ObjectNode kept = documents.read(COLLECTION, key(arn)).orElseGet(Json::object);
            documents.write(COLLECTION, key(arn), kept.remove(Json.texts(request.get("TagKeys"))));
            return Json.object();
        });
    }

    private ObjectNode list(ObjectNode request) {
        String arn = resource(request);
        ObjectNode answer = Json.object();
        ArrayNode tags = answer.putArray("Tags");
        Map<String, String> sorted = new TreeMap<>();
        documents
                .read(COLLECTION, key(arn))
                .ifPresent(kept -> kept.properties()
                        .forEach(tag -> sorted.put(tag.getKey(), tag.getValue().asText())));
        sorted.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }
}
