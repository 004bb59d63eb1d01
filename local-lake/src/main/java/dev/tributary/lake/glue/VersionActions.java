package dev.tributary.lake.glue;

import static dev.tributary.lake.glue.Shapes.VERSION;
import static dev.tributary.lake.glue.Shapes.tableRequest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The operations on versions of a table: the current one and those that updates have archived. */
final class VersionActions {

    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_PER_BATCH = 100;

    private final Catalog catalog;

    VersionActions(Catalog catalog) {
        this.catalog = catalog;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetTableVersion",
                new Operation(tableRequest().with("VersionId", VERSION), this::get),
                "GetTableVersions",
                new Operation(Shapes.paged(tableRequest(), MOST_PER_PAGE), this::list),
                "DeleteTableVersion",
                new Operation(tableRequest().needs("VersionId", VERSION), this::delete),
                "BatchDeleteTableVersion",
                new Operation(
                        tableRequest().needs("VersionIds", Shapes.list(VERSION, 0, MOST_PER_BATCH)), this::deleteAll));
    }

    private ObjectNode get(ObjectNode request) {
        TableName name = TableName.of(request);
        ObjectNode current = catalog.table(name);
        String wanted =
                request.path("VersionId").asText(current.get("VersionId").textValue());
        ObjectNode answer = Json.object();
        answer.set(
                "TableVersion",
                Optional.ofNullable(versions(name).get(key(wanted))).orElseThrow(() -> noVersion(wanted)));
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        return Page.of(versions(TableName.of(request)), request, MOST_PER_PAGE, GlueException::malformedToken)
                .answer("TableVersions");
    }

    private ObjectNode delete(ObjectNode request) {
        delete(TableName.of(request), request.get("VersionId").textValue());
        return Json.object();
    }

    private ObjectNode deleteAll(ObjectNode request) {
        TableName name = TableName.of(request);
        BatchErrors errors = new BatchErrors();
        for (String version : Json.texts(request.get("VersionIds"))) {
            errors.attempt(
                    error -> error.put("TableName", name.table()).put("VersionId", version),
                    () -> delete(name, version));
        }
        return errors.answer();
    }

    private void delete(TableName name, String version) {
        catalog.changing(() -> {
            if (catalog.table(name).get("VersionId").textValue().equals(version)) {
                throw GlueException.invalidInput("The current version of a table cannot be deleted.");
            }
            if (!versions(name).containsKey(key(version))) {
                throw noVersion(version);
            }
            catalog.deleteArchived(name, version);
            return Json.object();
        });
    }

    /** The newest first. The current table wins over an archived copy that an update which died has left. */
    private SortedMap<String, ObjectNode> versions(TableName name) {
        ObjectNode current = catalog.table(name);
        SortedMap<String, ObjectNode> versions = new TreeMap<>();
        catalog.archived(name).forEach(table -> put(versions, table));
        put(versions, current);
        return versions;
    }

    private static void put(SortedMap<String, ObjectNode> versions, ObjectNode table) {
        String version = table.get("VersionId").textValue();
        ObjectNode entry = Json.object().put("VersionId", version);
        entry.set("Table", table);
        versions.put(key(version), entry);
    }

    /** A text that sorts as the version counts, from high to low. */
    private static String key(String version) {
        try {
            return "%019d".formatted(Long.MAX_VALUE - Long.parseLong(version));
        } catch (NumberFormatException e) {
            throw GlueException.invalidInput("Invalid version '" + version + "' (a whole number)");
        }
    }

    private static GlueException noVersion(String version) {
        return GlueException.notFound("Version " + version + " not found.");
    }
}
