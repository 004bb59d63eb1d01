package dev.tributary.lake.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A table's full name, in lower case. */
record TableName(String database, String table) {

    TableName {
        database = Catalog.fold(database);
        table = Catalog.fold(table);
    }

    /** The name in the members DatabaseName and TableName of a request. */
    static TableName of(ObjectNode request) {
        return new TableName(
                request.get("DatabaseName").textValue(),
                request.get("TableName").textValue());
    }
}
