package dev.tributary.normalize.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.naming.digest.Digest128;
import dev.tributary.normalize.reject.Rejected;
import java.util.Set;

/** The values of the record at hand that its id is made of, by column; and the ids that follow from content. */
final class RecordKey {
    private ObjectNode values = JsonNodeFactory.instance.objectNode();

    void clear() {
        if (!values.isEmpty()) {
            values = JsonNodeFactory.instance.objectNode();
        }
    }

    void add(String column, JsonNode value) {
        values.set(column, value);
    }

    /** The id of a row of a table with that primary key. */
    String hash(String table, Set<String> columns) {
        for (String column : columns) {
            if (!values.has(column)) {
                throw new Rejected(
                        column,
                        "there is no '%s', which is of the primary key of table '%s' (records that are merged need it)"
                                .formatted(column, table));
            }
        }
        return Digest128.keyHash(values, columns);
    }

    /** The id of the row of a whole record. */
    static String hash(JsonNode record) {
        return Digest128.rowHash(
                record instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode().set("value", record));
    }
}
