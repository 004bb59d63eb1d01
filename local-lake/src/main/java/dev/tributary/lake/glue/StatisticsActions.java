package dev.tributary.lake.glue;

import static dev.tributary.lake.glue.Shapes.NAME;
import static dev.tributary.lake.glue.Shapes.VALUES;
import static dev.tributary.lake.glue.Shapes.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import dev.tributary.lake.wire.Operation;
import dev.tributary.lake.wire.Shape;
import java.util.HashMap;
import java.util.Map;

/** The operations on column statistics, of tables and of partitions alike. */
final class StatisticsActions {

    private static final int MOST_GOT = 100;
    private static final int MOST_UPDATED = 25;

    private final Catalog catalog;

    StatisticsActions(Catalog catalog) {
        this.catalog = catalog;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        add(operations, "Table", Shapes.tableRequest());
        add(operations, "Partition", Shapes.tableRequest().needs("PartitionValues", VALUES));
        return operations;
    }

    private void add(Map<String, Operation> operations, String owner, Shape.Structure request) {
        operations.put(
                "GetColumnStatisticsFor" + owner,
                new Operation(request.needs("ColumnNames", list(NAME, 0, MOST_GOT)), this::get));
        operations.put(
                "UpdateColumnStatisticsFor" + owner,
                new Operation(
                        request.needs("ColumnStatisticsList", list(Shapes.COLUMN_STATISTICS, 0, MOST_UPDATED)),
                        this::update));
        operations.put(
                "DeleteColumnStatisticsFor" + owner, new Operation(request.needs("ColumnName", NAME), this::delete));
    }

    private ObjectNode get(ObjectNode request) {
        ObjectNode known = owner(request).of(values(request));
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("ColumnStatisticsList");
        ArrayNode errors = answer.putArray("Errors");
        for (String column : Json.texts(request.get("ColumnNames"))) {
            if (known.has(column)) {
                found.add(known.get(column));
            } else {
                errors.addObject()
                        .put("ColumnName", column)
                        .putObject("Error")
                        .put("ErrorCode", "EntityNotFoundException")
                        .put("ErrorMessage", "Column statistics for column " + column + " not found.");
            }
        }
        return answer;
    }

    private ObjectNode update(ObjectNode request) {
        return catalog.changing(() -> {
            owner(request).put(values(request), Json.objects(request.get("ColumnStatisticsList")));
            ObjectNode answer = Json.object();
            answer.putArray("Errors");
            return answer;
        });
    }

    private ObjectNode delete(ObjectNode request) {
        return catalog.changing(() -> {
            owner(request).remove(values(request), request.get("ColumnName").textValue());
            return Json.object();
        });
    }

    /** The statistics of the table of a request, which must exist and have the partition that the request names. */
    private Statistics owner(ObjectNode request) {
        TableName name = TableName.of(request);
        ObjectNode table = catalog.table(name);
        if (request.has("PartitionValues")) {
            Partitions.read(catalog, name, table).get(request.get("PartitionValues"));
        }
        return new Statistics(catalog, name);
    }

    private static JsonNode values(ObjectNode request) {
        return request.path("PartitionValues");
    }
}
