package dev.tributary.rejects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.destination.StoredRow;
import java.util.Optional;

/**
 * A record that became no rows, as the lake keeps it.
 *
 * @param id the row's {@code _dlt_id}
 * @param loadId the load that rejected it
 * @param pipeline the pipeline that did; empty where an older version wrote it
 * @param resource the resource that yielded it
 * @param path where in it the reason lies; empty for the whole
 * @param record the record as JSON text, or as it came where it was not JSON
 */
public record RejectedRecord(
        String id, String loadId, String pipeline, String resource, String path, String reason, String record) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The record of a row of the rejects' table. */
    public static RejectedRecord of(StoredRow row) {
        return new RejectedRecord(
                row.text("_dlt_id"),
                row.text("_dlt_load_id"),
                row.text("pipeline"),
                row.text("resource"),
                row.text("path"),
                row.text("reason"),
                row.text("record"));
    }

    /** The record as a tree; nothing where it is not JSON. */
    public Optional<JsonNode> json() {
        try {
            return Optional.of(JSON.readTree(record)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
