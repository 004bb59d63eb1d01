package dev.tributary.lake.ddl.hive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A table's properties, which Glue calls parameters. */
final class Parameters {

    private static final String COMMENT = "comment";
    private static final long MILLIS = 1000;

    private Parameters() {}

    static void set(ObjectNode input, Map<String, String> properties) {
        ObjectNode parameters = input.withObject("Parameters");
        properties.forEach(parameters::put);
        if (properties.containsKey(COMMENT)) {
            input.put("Description", properties.get(COMMENT));
        }
        touch(input);
    }

    static void remove(ObjectNode input, List<String> keys) {
        input.withObject("Parameters").remove(keys);
        if (keys.contains(COMMENT)) {
            input.remove("Description");
        }
        touch(input);
    }

    /** Writes down when DDL last changed a table or partition, as Hive does. */
    static void touch(ObjectNode input) {
        input.withObject("Parameters").put("transient_lastDdlTime", Long.toString(System.currentTimeMillis() / MILLIS));
    }
}
