package dev.tributary.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GenerateTest {
    private static final int BYTES = 3_000_000;

    @Test
    void theSameBytesAreWrittenEverywhere() throws IOException, NoSuchAlgorithmException {
        assertThat(sha256(bytes(new FlatRows())))
                .isEqualTo("b55bb8cd9a62db0643513ee00706d095da4e181a5d5924e2a938e4efa9fc4fdc");
        assertThat(sha256(bytes(new Events())))
                .isEqualTo("34ae0911991d5190ae8c7689b389cf24778249b1956a93f86b921178a04e576a");
    }

    @Test
    void aFlatRowHasTwentyColumnsAndAbout447Bytes() throws IOException {
        List<JsonNode> rows = records(new FlatRows());

        assertThat(rows).allSatisfy(r -> assertThat(r.size()).isEqualTo(20));
        assertThat(BYTES / rows.size()).isBetween(430, 460);
        assertThat(rows.stream().map(r -> r.get("trip_id").textValue())).doesNotHaveDuplicates();
    }

    @Test
    void eventsHave130ColumnsAndFiveLists() throws IOException {
        List<JsonNode> events = records(new Events());
        Set<String> columns = new TreeSet<>();
        Set<String> lists = new TreeSet<>();
        events.forEach(e -> collect(e, "", columns, lists));
        columns.remove("org");

        assertThat(columns).hasSize(130);
        assertThat(lists)
                .containsExactly(
                        "payload__commits",
                        "payload__issue__assignees",
                        "payload__pull_request__labels",
                        "payload__pull_request__requested_reviewers",
                        "topics");
        assertThat(BYTES / events.size()).isBetween(1_450, 1_550);
        assertThat(100 * events.stream().filter(e -> e.at("/ext/v").isTextual()).count() / events.size())
                .isBetween(3L, 5L);
    }

    @Test
    void sizesHaveUnits() {
        assertThat(Generate.bytes("1.3g")).isEqualTo(1_300_000_000);
        assertThat(Generate.bytes("200m")).isEqualTo(200_000_000);
        assertThat(Generate.bytes("10k")).isEqualTo(10_000);
        assertThat(Generate.bytes("77")).isEqualTo(77);
    }

    private static byte[] bytes(Shape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Generate.write(shape, BYTES, out);
        return out.toByteArray();
    }

    private static List<JsonNode> records(Shape shape) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return new String(bytes(shape), StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static void collect(JsonNode object, String prefix, Set<String> columns, Set<String> lists) {
        object.properties().forEach(field -> {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                collect(field.getValue(), name + "__", columns, lists);
            } else {
                (field.getValue().isArray() ? lists : columns).add(name);
            }
        });
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
