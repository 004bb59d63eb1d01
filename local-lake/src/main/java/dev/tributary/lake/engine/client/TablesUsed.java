package dev.tributary.lake.engine.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a statement.
 *
 * @param icebergVersions format versions of the Iceberg tables that it reads
 * @param writesTo the engine's catalog of the table that it writes, empty when it writes none
 */
public record TablesUsed(List<Integer> icebergVersions, String writesTo) {
    public TablesUsed {
        icebergVersions = List.copyOf(icebergVersions);
    }

    static TablesUsed of(JsonNode query) {
        List<Integer> versions = new ArrayList<>();
        for (JsonNode input : query.path("inputs")) {
            JsonNode version = input.path("connectorInfo").path("formatVersion");
            if (version.isInt()) {
                versions.add(version.asInt());
            }
        }
        return new TablesUsed(versions, query.path("output").path("catalogName").asText(""));
    }
}
