package dev.tributary.athena.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What the lease object says. The fence rises by one with each holder; a released lease has expired at once. */
record LeaseRecord(Holder holder, long fence, Instant since, Instant expiresAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    LeaseRecord until(Instant moment) {
        return new LeaseRecord(holder, fence, since, moment);
    }

    byte[] bytes() {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("holder")
                .put("user", holder.user())
                .put("host", holder.host())
                .put("pid", holder.pid())
                .put("started_at", holder.startedAt().toString())
                .put("machine", holder.machine())
                .put("session", holder.session());
        json.put("fence", fence).put("since", since.toString()).put("expires_at", expiresAt.toString());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LeaseRecord of(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode holder = json.path("holder");
            return new LeaseRecord(
                    new Holder(
                            holder.path("user").asText(),
                            holder.path("host").asText(),
                            holder.path("pid").asLong(),
                            Instant.parse(holder.path("started_at").asText()),
                            holder.path("machine").asText(),
                            holder.path("session").asText()),
                    json.path("fence").asLong(),
                    Instant.parse(json.path("since").asText()),
                    Instant.parse(json.path("expires_at").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
