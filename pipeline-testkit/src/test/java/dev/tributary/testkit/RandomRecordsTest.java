package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.naming.NamingConvention;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomRecordsTest {
    @Test
    void replaysASeed() {
        assertThat(new RandomRecords(7).take(200)).isEqualTo(new RandomRecords(7).take(200));
        assertThat(new RandomRecords(7).take(200)).isNotEqualTo(new RandomRecords(8).take(200));
    }

    @Test
    void nestsAsDeepAsAsked() {
        assertThat(new RandomRecords(1, 0).take(500))
                .allSatisfy(r -> assertThat(r.values()).noneMatch(v -> v instanceof Map || v instanceof List));
        assertThat(new RandomRecords(1).take(500))
                .anySatisfy(r -> assertThat(r.values()).anyMatch(v -> v instanceof Map))
                .anySatisfy(r -> assertThat(r.values()).anyMatch(v -> v instanceof List));
    }

    @Test
    void hasNoNamesThatBecomeOne() {
        NamingConvention naming = NamingConvention.athena();
        for (Map<String, Object> record : new RandomRecords(3).take(2000)) {
            Set<String> normalized = new HashSet<>();
            record.keySet().forEach(name -> normalized.add(naming.path(name)));
            assertThat(normalized).hasSameSizeAs(record.keySet());
        }
    }

    @Test
    void writesTheSameRecordsInBothForms() throws IOException {
        List<Map<String, Object>> records = new RandomRecords(5).take(100);
        ObjectMapper json = new ObjectMapper();
        JsonNode array;
        try (InputStream in = RandomRecords.asJsonArray(records).bytes().open()) {
            array = json.readTree(in);
        }
        try (InputStream in = RandomRecords.asJsonLines(records).bytes().open()) {
            List<JsonNode> lines =
                    json.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
            assertThat(lines).hasSize(100).containsExactlyElementsOf(array);
        }
    }
}
