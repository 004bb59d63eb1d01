package dev.tributary.lake.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.glue.GlueException;
import dev.tributary.lake.glue.GlueOperations;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Shape.Items;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Text;
import dev.tributary.lake.wire.Shape.Word;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The operations on data catalogs, of which there is one: the Glue catalog of the same lake. */
final class MetadataActions {

    private static final String CATALOG = "AwsDataCatalog";
    private static final String ACCOUNT = "000000000000";
    private static final int MOST_PER_PAGE = 50;

    private static final Items DATABASE_ATTRIBUTES = new Items(new Word(Set.of("NAME")), 0, 1);
    private static final Items TABLE_ATTRIBUTES = new Items(new Word(Set.of("NAME", "TABLE_TYPE")), 1, 2);

    private final GlueOperations glue;

    MetadataActions(GlueOperations glue) {
        this.glue = glue;
    }

    Map<String, Operation> operations() {
        Structure inCatalog = new Structure().needs("CatalogName", Shapes.CATALOG);
        Structure inDatabase = inCatalog.needs("DatabaseName", Shapes.NAME);
        return Map.of(
                "ListDataCatalogs",
                new Operation(
                        Shapes.paged(new Structure(), 2, MOST_PER_PAGE).with("WorkGroup", Shapes.WORK_GROUP),
                        this::catalogs),
                "GetDataCatalog",
                new Operation(
                        new Structure().needs("Name", Shapes.CATALOG).with("WorkGroup", Shapes.WORK_GROUP),
                        this::catalog),
                "ListDatabases",
                new Operation(
                        Shapes.paged(inCatalog, 1, MOST_PER_PAGE)
                                .with("WorkGroup", Shapes.WORK_GROUP)
                                .with("AttributesToGet", DATABASE_ATTRIBUTES),
                        this::databases),
                "GetDatabase",
                new Operation(inDatabase.with("WorkGroup", Shapes.WORK_GROUP), this::database),
                "ListTableMetadata",
                new Operation(
                        Shapes.paged(inDatabase, 1, MOST_PER_PAGE)
                                .with("Expression", new Text(0, 256, null))
                                .with("WorkGroup", Shapes.WORK_GROUP)
                                .with("AttributesToGet", TABLE_ATTRIBUTES),
                        this::tables),
                "GetTableMetadata",
                new Operation(
                        inDatabase.needs("TableName", Shapes.NAME).with("WorkGroup", Shapes.WORK_GROUP), this::table));
    }

    private ObjectNode catalogs(ObjectNode request) {
        ObjectNode answer = Json.object();
        answer.putArray("DataCatalogsSummary")
                .addObject()
                .put("CatalogName", CATALOG)
                .put("Type", "GLUE")
                .put("Status", "CREATE_COMPLETE");
        return answer;
    }

    private ObjectNode catalog(ObjectNode request) {
        requireCatalog(request.get("Name").textValue());
        ObjectNode answer = Json.object();
        answer.putObject("DataCatalog")
                .put("Name", CATALOG)
                .put("Type", "GLUE")
                .put("Status", "CREATE_COMPLETE")
                .putObject("Parameters")
                .put("catalog-id", ACCOUNT);
        return answer;
    }

    private ObjectNode databases(ObjectNode request) {
        ObjectNode found = ask("GetDatabases", request, page(request));
        boolean namesOnly = request.has("AttributesToGet");
        return answer(found, "DatabaseList", "DatabaseList", database -> shown(database, namesOnly));
    }

    private ObjectNode database(ObjectNode request) {
        ObjectNode found = ask(
                "GetDatabase",
                request,
                Json.object().put("Name", request.get("DatabaseName").textValue()));
        ObjectNode answer = Json.object();
        answer.set("Database", shown((ObjectNode) found.get("Database"), false));
        return answer;
    }

    private ObjectNode tables(ObjectNode request) {
        ObjectNode asked =
                page(request).put("DatabaseName", request.get("DatabaseName").textValue());
        if (!request.path("Expression").asText("").isEmpty()) {
            asked.set("Expression", request.get("Expression"));
        }
        ObjectNode found = ask("GetTables", request, asked);
        Set<String> wanted = Set.copyOf(Json.texts(request.path("AttributesToGet")));
        return answer(
                found,
                "TableList",
                "TableMetadataList",
                table -> wanted.isEmpty() ? TableMetadata.of(table) : TableMetadata.brief(table, wanted));
    }

    private ObjectNode table(ObjectNode request) {
        ObjectNode found = ask(
                "GetTable",
                request,
                Json.object()
                        .put("DatabaseName", request.get("DatabaseName").textValue())
                        .put("Name", request.get("TableName").textValue()));
        ObjectNode answer = Json.object();
        answer.set("TableMetadata", TableMetadata.of((ObjectNode) found.get("Table")));
        return answer;
    }

    private ObjectNode ask(String operation, ObjectNode request, ObjectNode asked) {
        requireCatalog(request.get("CatalogName").textValue());
        try {
            return glue.perform(operation, asked);
        } catch (GlueException e) {
            if (e.code().equals("EntityNotFoundException")) {
                throw AthenaException.metadata(entityNotFound());
            }
            if (e.getMessage().equals("Invalid NextToken")) {
                throw AthenaException.invalidInput("The nextPageToken is malformed: "
                        + request.path("NextToken").textValue());
            }
            throw AthenaException.metadata(e.getMessage());
        }
    }

    /** The catalog's words, as the service hands them on. */
    static String entityNotFound() {
        return "Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException;"
                + " Request ID: " + UUID.randomUUID() + "; Proxy: null)";
    }

    private static void requireCatalog(String name) {
        if (!name.equalsIgnoreCase(CATALOG)) {
            throw AthenaException.invalidRequest("DATACATALOG_NOT_FOUND", "Catalog '" + name + "' does not exist");
        }
    }

    /** Glue's pages are these pages, tokens included. */
    private static ObjectNode page(ObjectNode request) {
        ObjectNode page =
                Json.object().put("MaxResults", request.path("MaxResults").asInt(MOST_PER_PAGE));
        if (request.has("NextToken")) {
            page.set("NextToken", request.get("NextToken"));
        }
        return page;
    }

    private static ObjectNode answer(ObjectNode found, String from, String to, Function<ObjectNode, ObjectNode> shown) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(to);
        Json.objects(found.get(from)).forEach(entry -> list.add(shown.apply(entry)));
        if (found.has("NextToken")) {
            answer.set("NextToken", found.get("NextToken"));
        }
        return answer;
    }

    private static ObjectNode shown(JsonNode database, boolean namesOnly) {
        ObjectNode shown = Json.object().put("Name", database.get("Name").textValue());
        if (!namesOnly) {
            if (database.has("Description")) {
                shown.set("Description", database.get("Description"));
            }
            shown.set(
                    "Parameters",
                    database.path("Parameters") instanceof ObjectNode parameters ? parameters : Json.object());
        }
        return shown;
    }
}
