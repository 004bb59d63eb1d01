package dev.tributary.coerce.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.vectors.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectTextVectorTest {
    static Stream<JsonNode> texts() {
        return Vectors.of("detect_text.json");
    }

    @ParameterizedTest
    @MethodSource
    void texts(JsonNode row) {
        String text = row.get("in").asText();
        OptionalLong timestamp = IsoTimestamp.parse(text);
        assertThat(timestamp.isPresent()).as("timestamp").isEqualTo(row.hasNonNull("iso_timestamp"));
        assertThat(IsoDate.parse(text).isPresent()).as("date").isEqualTo(row.hasNonNull("iso_date"));
        byte[] padded = ("1" + text + "Z").getBytes(StandardCharsets.UTF_8);
        assertThat(IsoTimestamp.parseMicros(padded, 1, padded.length - 1))
                .as("bytes")
                .isEqualTo(timestamp.orElse(IsoTimestamp.NONE));
        if (row.has("micros")) {
            assertThat(timestamp).hasValue(row.get("micros").asLong());
        }
    }
}
