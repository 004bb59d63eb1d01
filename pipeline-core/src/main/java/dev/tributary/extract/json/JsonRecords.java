package dev.tributary.extract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.source.batch.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** Records between JSON bytes and Jackson nodes. */
public final class JsonRecords {
    /** A record in a message is cut to this many characters. */
    private static final int SHOWN = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(10_000)
                            .build())
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonRecords() {}

    /** The i-th record as a tree; nothing where it is not JSON. */
    public static Optional<JsonNode> tree(RecordBatch.Json batch, int index) {
        int start = batch.starts()[index];
        if (start == batch.ends()[index]) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(batch.bytes(), start, batch.ends()[index] - start));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A batch of the i-th record alone. */
    public static RecordBatch.Json only(RecordBatch.Json batch, int index) {
        byte[] bytes = Arrays.copyOfRange(batch.bytes(), batch.starts()[index], batch.ends()[index]);
        return new RecordBatch.Json(
                batch.resource(),
                batch.origin(),
                bytes,
                new int[] {0},
                new int[] {bytes.length},
                1,
                new long[] {batch.numbers()[index]},
                batch.lines());
    }

    /** A record for people: as JSON where it can be, and not all of a long one. */
    public static String text(Object record) {
        String text;
        try {
            text = MAPPER.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            text = record.toString();
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
