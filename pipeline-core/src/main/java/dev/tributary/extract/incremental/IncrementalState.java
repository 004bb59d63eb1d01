package dev.tributary.extract.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.source.cursor.CursorValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What dlt keeps of a cursor in a resource's state, below {@code incremental.<cursor>}. */
final class IncrementalState {
    private static final String INCREMENTAL = "incremental";
    private static final String INITIAL = "initial_value";
    private static final String START = "start_value";
    private static final String LAST = "last_value";
    private static final String HASHES = "unique_hashes";

    private final ObjectNode resource;
    private final String cursor;

    IncrementalState(ObjectNode resource, String cursor) {
        this.resource = resource;
        this.cursor = cursor;
    }

    private JsonNode node() {
        return resource.path(INCREMENTAL).path(cursor);
    }

    /** The furthest value that was loaded. */
    Optional<CursorValue> lastValue() {
        JsonNode last = node().path(LAST);
        return last.isNull() || last.isMissingNode() ? Optional.empty() : Optional.of(CursorValue.ofStored(last));
    }

    /** The digests of the records at the last value. */
    List<String> hashes() {
        List<String> hashes = new ArrayList<>();
        node().path(HASHES).forEach(h -> hashes.add(h.asText()));
        return hashes;
    }

    /** Keeps where the next run goes on; a start only where records were taken. */
    void write(
            @Nullable CursorValue initial,
            Optional<CursorValue> start,
            boolean taken,
            CursorValue last,
            Collection<String> hashes) {
        JsonNode before = node();
        ObjectNode json = before instanceof ObjectNode object
                ? object
                : resource.withObjectProperty(INCREMENTAL).putObject(cursor);
        if (!json.has(INITIAL)) {
            json.set(INITIAL, initial == null ? json.nullNode() : initial.stored());
        }
        json.set(LAST, last.stored());
        ArrayNode array = json.putArray(HASHES);
        hashes.forEach(array::add);
        if (taken || !json.has(START)) {
            json.set(START, start.map(CursorValue::stored).orElse(json.nullNode()));
        }
    }
}
