package dev.tributary.athena.intent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.stored.SchemaJson;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An intent as JSON. */
final class IntentJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;

    private IntentJson() {}

    static byte[] write(Intent intent) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("status", intent.status().name().toLowerCase(Locale.ROOT));
        json.put("attempt", intent.attempt());
        json.put("load_id", intent.loadId().value());
        json.put("pipeline", intent.pipeline());
        json.put("dataset", intent.dataset());
        json.put("created_at", intent.createdAt().toString());
        ArrayNode tables = json.putArray("tables");
        intent.tables().forEach(t -> tables.add(table(t)));
        ArrayNode dropped = json.putArray("dropped");
        intent.dropped().forEach(d -> dropped.addObject().put("name", d.name()).put("location", d.location()));
        json.set("schema", SchemaJson.write(intent.schema()));
        json.set("state", intent.state().json());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode table(IntentTable table) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", table.name());
        json.put("format", table.format().id());
        json.put("disposition", table.disposition().id());
        json.put("location", table.location());
        json.put("fresh", table.fresh());
        if (table.previousLocation() != null) {
            json.put("previous_location", table.previousLocation());
        }
        ArrayNode files = json.putArray("files");
        for (IntentFile file : table.files()) {
            ObjectNode entry = files.addObject();
            entry.put("key", file.key()).put("rows", file.rows()).put("bytes", file.bytes());
            ArrayNode partition = entry.putArray("partition");
            file.partition().forEach(partition::add);
        }
        if (!table.obsolete().isEmpty()) {
            ArrayNode obsolete = json.putArray("obsolete");
            table.obsolete().forEach(obsolete::add);
        }
        return json;
    }

    static Intent read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            List<IntentTable> tables = new ArrayList<>();
            json.path("tables").forEach(t -> tables.add(table(t)));
            List<DroppedTable> dropped = new ArrayList<>();
            json.path("dropped")
                    .forEach(d -> dropped.add(new DroppedTable(
                            d.path("name").asText(), d.path("location").asText())));
            return new Intent(
                    Intent.Status.valueOf(json.path("status").asText().toUpperCase(Locale.ROOT)),
                    json.path("attempt").asText(),
                    new LoadId(json.path("load_id").asText()),
                    json.path("pipeline").asText(),
                    json.path("dataset").asText(),
                    Instant.parse(json.path("created_at").asText()),
                    tables,
                    SchemaJson.read((ObjectNode) json.path("schema")),
                    PipelineState.of((ObjectNode) json.path("state")),
                    dropped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntentTable table(JsonNode json) {
        List<IntentFile> files = new ArrayList<>();
        for (JsonNode entry : json.path("files")) {
            List<String> partition = new ArrayList<>();
            entry.path("partition").forEach(v -> partition.add(v.isNull() ? null : v.asText()));
            files.add(new IntentFile(
                    entry.path("key").asText(),
                    entry.path("rows").asLong(),
                    entry.path("bytes").asLong(),
                    partition));
        }
        List<String> obsolete = new ArrayList<>();
        json.path("obsolete").forEach(o -> obsolete.add(o.asText()));
        return new IntentTable(
                json.path("name").asText(),
                TableFormat.valueOf(json.path("format").asText().toUpperCase(Locale.ROOT)),
                WriteDisposition.valueOf(json.path("disposition").asText().toUpperCase(Locale.ROOT)),
                json.path("location").asText(),
                json.hasNonNull("previous_location")
                        ? json.get("previous_location").asText()
                        : null,
                files,
                json.path("fresh").asBoolean(),
                obsolete);
    }
}
