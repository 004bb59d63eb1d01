package dev.tributary.athena.staged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.sql.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The statement that a load started last, as an object beside its intent: whoever goes on waits for it first. */
final class Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bucket bucket;
    private final String key;

    Journal(Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    /** Notes a statement that is about to be started. */
    void note(Query query) {
        ObjectNode json = JSON.createObjectNode().put("sql", query.sql()).put("token", query.token());
        try {
            bucket.put(key, JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statement noted last, if any was: started again it is the same run. */
    Optional<Query> last() {
        return bucket.find(key).map(object -> {
            try {
                JsonNode json = JSON.readTree(object.bytes());
                return new Query(
                        json.path("sql").asText(),
                        List.of(),
                        null,
                        json.path("token").asText(),
                        false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void delete() {
        bucket.delete(List.of(key));
    }
}
