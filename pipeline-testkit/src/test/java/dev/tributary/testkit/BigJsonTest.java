package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigJsonTest {
    @Test
    void hasTheRowsItSays() throws IOException {
        BigJson big = BigJson.ofBytes(300_000);
        Set<Long> ids = new HashSet<>();
        long orders = 0;
        long items = 0;
        long discounts = 0;
        try (MappingIterator<JsonNode> lines =
                new ObjectMapper().readerFor(JsonNode.class).readValues(big.open())) {
            while (lines.hasNext()) {
                JsonNode order = lines.next();
                ids.add(order.get("id").asLong());
                orders++;
                items += order.get("items").size();
                for (JsonNode item : order.get("items")) {
                    discounts += item.get("discounts").size();
                }
            }
        }

        assertThat(ids).hasSize((int) orders);
        assertThat(orders).isEqualTo(big.orders());
        assertThat(items).isEqualTo(big.items()).isPositive();
        assertThat(discounts).isEqualTo(big.discounts()).isPositive();
    }

    @Test
    void fillsTheBytesThatWereAsked(@TempDir Path folder) throws IOException {
        BigJson big = BigJson.ofBytes(1_000_000);
        Path file = folder.resolve("orders.jsonl");
        big.write(file);

        assertThat(big.bytes()).isBetween(1_000_000L, 1_010_000L);
        assertThat(file).hasSize(big.bytes());
        try (InputStream in = big.open()) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(file));
        }
    }
}
