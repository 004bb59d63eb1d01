package dev.tributary.schema.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

/** dlt's schema file: the stored form without what follows from it, such as names that are keys already. */
final class YamlSchema {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    private YamlSchema() {}

    static String write(ObjectNode stored) {
        ObjectNode plain = stored.deepCopy();
        for (JsonNode table : plain.path("tables")) {
            ((ObjectNode) table).remove("name");
            for (JsonNode column : table.path("columns")) {
                ((ObjectNode) column).remove("name");
            }
        }
        try {
            return YAML.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stored form again, names and all. */
    static ObjectNode read(byte[] text) throws java.io.IOException {
        return named(YAML.readTree(text));
    }

    /** The same form with names where a key tells them. */
    static ObjectNode named(JsonNode read) throws java.io.IOException {
        if (!(read instanceof ObjectNode schema)) {
            throw new java.io.IOException("it is no mapping");
        }
        schema.path("tables").properties().forEach(t -> {
            if (t.getValue() instanceof ObjectNode table) {
                table.put("name", t.getKey());
                table.path("columns").properties().forEach(c -> {
                    if (c.getValue() instanceof ObjectNode column) {
                        column.put("name", c.getKey());
                    }
                });
            }
        });
        return schema;
    }
}
