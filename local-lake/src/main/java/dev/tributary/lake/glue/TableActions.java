package dev.tributary.lake.glue;

import static dev.tributary.lake.glue.Shapes.FLAG;
import static dev.tributary.lake.glue.Shapes.NAME;
import static dev.tributary.lake.glue.Shapes.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import dev.tributary.lake.wire.Shape;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The operations on tables. {@code UpdateTable} with a version is a compare-and-set: Iceberg's commits rest on it. */
final class TableActions {

    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_PER_BATCH = 100;

    private final Catalog catalog;

    TableActions(Catalog catalog) {
        this.catalog = catalog;
    }

    Map<String, Operation> operations() {
        Shape.Structure change = request()
                .needs("DatabaseName", NAME)
                .needs("TableInput", Shapes.TABLE_INPUT)
                .with("OpenTableFormatInput", new Shape.Anything())
                .with("UpdateOpenTableFormatInput", new Shape.Anything());
        Shape.Structure one = request().needs("DatabaseName", NAME).needs("Name", NAME);
        return Map.of(
                "CreateTable",
                new Operation(change, this::create),
                "GetTable",
                new Operation(one, this::get),
                "GetTables",
                new Operation(
                        Shapes.paged(
                                request().needs("DatabaseName", NAME).with("Expression", new Shape.Text(0, 2048, null)),
                                MOST_PER_PAGE),
                        this::list),
                "UpdateTable",
                new Operation(change.with("SkipArchive", FLAG).with("VersionId", Shapes.VERSION), this::update),
                "DeleteTable",
                new Operation(one, this::delete),
                "BatchDeleteTable",
                new Operation(
                        request()
                                .needs("DatabaseName", NAME)
                                .needs("TablesToDelete", Shapes.list(NAME, 0, MOST_PER_BATCH)),
                        this::deleteAll));
    }

    private ObjectNode create(ObjectNode request) {
        refuseOpenTableFormat(request);
        ObjectNode input = (ObjectNode) request.get("TableInput");
        TableName name = name(request, input);
        double now = Json.now();
        return catalog.changing(() -> {
            catalog.database(name.database());
            if (catalog.findTable(name).isPresent()) {
                throw GlueException.alreadyExists("Table already exists.");
            }
            catalog.createTable(name, table(name, input, now, now, "0"));
            return Json.object();
        });
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("Table", catalog.table(named(request)));
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        String database = request.get("DatabaseName").textValue();
        catalog.database(database);
        SortedMap<String, ObjectNode> tables = catalog.tables(database);
        if (request.has("Expression")) {
            Pattern wanted = pattern(request.get("Expression").textValue());
            tables.keySet().removeIf(name -> !wanted.matcher(name).matches());
        }
        return Page.of(tables, request, MOST_PER_PAGE, GlueException::malformedToken)
                .answer("TableList");
    }

    private ObjectNode update(ObjectNode request) {
        refuseOpenTableFormat(request);
        ObjectNode input = (ObjectNode) request.get("TableInput");
        TableName name = name(request, input);
        return catalog.changing(() -> {
            ObjectNode old = catalog.table(name);
            String version = old.get("VersionId").textValue();
            if (request.has("VersionId")
                    && !request.get("VersionId").textValue().equals(version)) {
                throw GlueException.concurrentModification(
                        "Update table failed due to concurrent modifications. Version " + version + " is current.");
            }
            if (!Defaults.flag(request, "SkipArchive")) {
                catalog.archive(name, old);
            }
            String next = Long.toString(Long.parseLong(version) + 1);
            catalog.replaceTable(name, table(name, input, old.get("CreateTime").doubleValue(), Json.now(), next));
            return Json.object();
        });
    }

    private ObjectNode delete(ObjectNode request) {
        delete(named(request));
        return Json.object();
    }

    private ObjectNode deleteAll(ObjectNode request) {
        BatchErrors errors = new BatchErrors();
        for (String table : Json.texts(request.get("TablesToDelete"))) {
            errors.attempt(
                    error -> error.put("TableName", table),
                    () -> delete(new TableName(request.get("DatabaseName").textValue(), table)));
        }
        return errors.answer();
    }

    private void delete(TableName name) {
        catalog.changing(() -> {
            catalog.table(name);
            catalog.deleteTable(name);
            return Json.object();
        });
    }

    private static ObjectNode table(TableName name, ObjectNode input, double created, double updated, String version) {
        return Defaults.table(input)
                .put("Name", name.table())
                .put("DatabaseName", name.database())
                .put("CreateTime", created)
                .put("UpdateTime", updated)
                .put("CreatedBy", "arn:aws:iam::" + Defaults.CATALOG_ID + ":user/local")
                .put("IsRegisteredWithLakeFormation", false)
                .put("CatalogId", Defaults.CATALOG_ID)
                .put("VersionId", version);
    }

    private static TableName name(ObjectNode request, ObjectNode input) {
        return new TableName(
                request.get("DatabaseName").textValue(), input.get("Name").textValue());
    }

    private static TableName named(ObjectNode request) {
        return new TableName(
                request.get("DatabaseName").textValue(), request.get("Name").textValue());
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw GlueException.invalidInput("Invalid expression '" + expression + "': " + e.getDescription());
        }
    }

    private static void refuseOpenTableFormat(ObjectNode request) {
        if (request.has("OpenTableFormatInput") || request.has("UpdateOpenTableFormatInput")) {
            throw GlueException.invalidInput(
                    "Open table formats are not written by this catalog (create the table with an Iceberg library)");
        }
    }
}
