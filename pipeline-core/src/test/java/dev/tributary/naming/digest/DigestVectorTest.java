package dev.tributary.naming.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.vectors.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DigestVectorTest {
    static Stream<JsonNode> digests() {
        return Vectors.of("hashes.json");
    }

    @ParameterizedTest
    @MethodSource
    void digests(JsonNode row) {
        assertThat(digest(row)).isEqualTo(row.get("out").asText());
    }

    private static String digest(JsonNode row) {
        return switch (row.get("fn").asText()) {
            case "digest128" ->
                Digest128.of(row.get("in").asText(), row.get("bytes").asInt());
            case "row_hash" -> Digest128.rowHash((ObjectNode) row.get("in"));
            case "key_hash_subset" -> Digest128.keyHash((ObjectNode) row.get("in"), texts(row.get("subset")));
            default -> throw new IllegalArgumentException(row.toString());
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }
}
