package dev.tributary.lake.glue;

import static dev.tributary.lake.glue.Shapes.NAME;
import static dev.tributary.lake.glue.Shapes.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Page;
import java.util.Map;

/** The operations on databases. */
final class DatabaseActions {

    private static final int MOST_PER_PAGE = 100;

    private final Catalog catalog;

    DatabaseActions(Catalog catalog) {
        this.catalog = catalog;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateDatabase",
                new Operation(request().needs("DatabaseInput", Shapes.DATABASE_INPUT), this::create),
                "GetDatabase",
                new Operation(request().needs("Name", NAME), this::get),
                "GetDatabases",
                new Operation(Shapes.paged(request(), MOST_PER_PAGE), this::list),
                "UpdateDatabase",
                new Operation(
                        request().needs("Name", NAME).needs("DatabaseInput", Shapes.DATABASE_INPUT), this::update),
                "DeleteDatabase",
                new Operation(request().needs("Name", NAME), this::delete));
    }

    private ObjectNode create(ObjectNode request) {
        ObjectNode database = database((ObjectNode) request.get("DatabaseInput"), Json.now());
        return catalog.changing(() -> {
            if (catalog.hasDatabase(database.get("Name").textValue())) {
                throw GlueException.alreadyExists("Database already exists.");
            }
            catalog.createDatabase(database);
            return Json.object();
        });
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.set("Database", catalog.database(request.get("Name").textValue()));
        return answer;
    }

    private ObjectNode list(ObjectNode request) {
        return Page.of(catalog.databases(), request, MOST_PER_PAGE, GlueException::malformedToken)
                .answer("DatabaseList");
    }

    private ObjectNode update(ObjectNode request) {
        String name = Catalog.fold(request.get("Name").textValue());
        return catalog.changing(() -> {
            double created = catalog.database(name).path("CreateTime").doubleValue();
            ObjectNode database = database((ObjectNode) request.get("DatabaseInput"), created);
            if (!database.get("Name").textValue().equals(name)) {
                throw GlueException.invalidInput("Database name cannot be changed.");
            }
            catalog.replaceDatabase(database);
            return Json.object();
        });
    }

    private ObjectNode delete(ObjectNode request) {
        String name = request.get("Name").textValue();
        return catalog.changing(() -> {
            catalog.database(name);
            catalog.deleteDatabase(name);
            return Json.object();
        });
    }

    private static ObjectNode database(ObjectNode input, double created) {
        input.put("Name", Catalog.fold(input.get("Name").textValue()));
        input.put("CreateTime", created).put("CatalogId", Defaults.CATALOG_ID);
        if (!input.has("CreateTableDefaultPermissions")) {
            input.putArray("CreateTableDefaultPermissions");
        }
        return input;
    }
}
