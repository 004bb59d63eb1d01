package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.wire.Json;
import java.util.List;

/** What is known of the columns of one table and of its partitions. Changes are made alone among all processes. */
final class Statistics {

    private static final String DOCUMENT = "statistics";

    private final Catalog catalog;
    private final TableName name;

    Statistics(Catalog catalog, TableName name) {
        this.catalog = catalog;
        this.name = name;
    }

    /** Statistics by column name; of the table itself where there are no partition values. */
    ObjectNode of(JsonNode values) {
        return catalog.document(name, DOCUMENT).path(Partitions.key(values)) instanceof ObjectNode columns
                ? columns
                : Json.object();
    }

    void put(JsonNode values, List<ObjectNode> columns) {
        ObjectNode known = of(values);
        columns.forEach(column -> known.set(column.get("ColumnName").textValue(), column));
        replace(values, known);
    }

    /** Drops those of a column, if any are known: Trino does so for each column of a new partitioned table. */
    void remove(JsonNode values, String column) {
        ObjectNode known = of(values);
        if (known.remove(column) != null) {
            replace(values, known);
        }
    }

    /** Drops all statistics of a partition. */
    void forget(JsonNode values) {
        if (!of(values).isEmpty()) {
            replace(values, Json.object());
        }
    }

    private void replace(JsonNode values, ObjectNode columns) {
        ObjectNode document = catalog.document(name, DOCUMENT);
        if (columns.isEmpty()) {
            document.remove(Partitions.key(values));
        } else {
            document.set(Partitions.key(values), columns);
        }
        catalog.replaceDocument(name, DOCUMENT, document);
    }
}
