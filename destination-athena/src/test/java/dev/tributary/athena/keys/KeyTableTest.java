package dev.tributary.athena.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 14, 1 << 24})
    void knowsWhatAMapKnows(long heapBytes) {
        Random random = new Random(heapBytes);
        Map<Long, Long> map = new HashMap<>();
        try (KeyTable table = new KeyTable(2, 10, heapBytes)) {
            for (long i = 1; i <= 20_000; i++) {
                long key = random.nextInt(15_000);
                long slot = table.put(key, ~key);
                assertThat(table.added()).isEqualTo(map.put(key, i) == null);
                table.setValue(slot, 1, i);
            }
            assertThat(table.size()).isEqualTo(map.size());
            assertThat(table.isOnHeap()).isEqualTo(heapBytes == 1 << 24);
            for (long key = 0; key < 15_000; key++) {
                long slot = table.find(key, ~key);
                assertThat(slot >= 0).isEqualTo(map.containsKey(key));
                if (slot >= 0) {
                    assertThat(table.value(slot, 0)).isZero();
                    assertThat(table.value(slot, 1)).isEqualTo(map.get(key));
                }
            }
        }
    }

    @Test
    void keepsSortValuesBeyondItsHeap() {
        try (ByteLog log = new ByteLog()) {
            Map<Long, Integer> lengths = new HashMap<>();
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = new byte[i * 7];
                java.util.Arrays.fill(bytes, (byte) i);
                lengths.put(log.append(bytes), i);
            }
            lengths.forEach((at, i) -> {
                byte[] read = log.read(at);
                assertThat(read).hasSize(i * 7);
                assertThat(read.length == 0 || read[read.length - 1] == (byte) (int) i)
                        .isTrue();
            });
        }
    }
}
