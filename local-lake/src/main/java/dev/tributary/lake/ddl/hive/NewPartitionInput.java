package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.catalog.GlueTable;
import java.util.List;

/** The catalog entry of a new partition: its table's storage at another place. */
final class NewPartitionInput {

    private NewPartitionInput() {}

    static ObjectNode of(GlueTable table, List<String> values, String location) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        values.forEach(input.putArray("Values")::add);
        ObjectNode storage = table.storage().deepCopy();
        input.set("StorageDescriptor", storage.put("Location", location));
        Parameters.touch(input);
        return input;
    }
}
