package dev.tributary.parquet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesBoundsTest {
    /** Values that begin alike, are prefixes of each other, and have bytes of all sizes. */
    private static byte[] value(Random random, int prefix) {
        byte[] value = new byte[random.nextInt(prefix + 12)];
        Arrays.fill(value, 0, Math.min(prefix, value.length), (byte) 'p');
        for (int i = prefix; i < value.length; i++) {
            value[i] = (byte) (random.nextInt(3) - 1);
        }
        return value;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, 30})
    void findsTheLeastAndTheGreatest(int prefix) {
        Random random = new Random(prefix);
        BytesBounds bounds = new BytesBounds(false);
        for (int page = 0; page < 500; page++) {
            List<byte[]> values = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                values.add(value(random, prefix));
                bounds.add(values.get(i), 0, values.get(i).length);
                if (random.nextBoolean()) {
                    bounds.settle();
                }
            }
            bounds.settle();
            Bounds found = bounds.end();
            assertThat(found.least()).isEqualTo(Collections.min(values, Arrays::compareUnsigned));
            assertThat(found.greatest()).isEqualTo(Collections.max(values, Arrays::compareUnsigned));
        }
    }

    @Test
    void cutsOnlyAGreatestValueThatHasAShortOneAboveIt() {
        byte[] letters = new byte[5_000];
        Arrays.fill(letters, (byte) 'x');
        byte[] last = new byte[5_000];
        Arrays.fill(last, (byte) 0xFF);

        assertThat(greatest(letters).length).isEqualTo(BytesBounds.MAX_LENGTH + 1);
        assertThat(greatest(last).length).isEqualTo(last.length);
    }

    private static byte[] greatest(byte[] value) {
        BytesBounds bounds = new BytesBounds(false);
        bounds.add(value, 0, value.length);
        bounds.settle();
        byte[] greatest = bounds.end().greatest();

        bounds.settle();
        assertThat(bounds.end()).isEqualTo(Bounds.NONE);
        return greatest;
    }

    @Test
    void comparesDecimalsBySign() {
        BytesBounds bounds = new BytesBounds(true);
        for (byte[] value : new byte[][] {
            {0, 1, 0, 0, 0, 0, 0, 0, 0}, {-1, -1, -1, -1, -1, -1, -1, -1, -2}, {0, 1, 0, 0, 0, 0, 0, 0, 3}
        }) {
            bounds.add(value, 0, value.length);
        }
        bounds.settle();
        Bounds found = bounds.end();
        assertThat(found.least()).containsExactly(-1, -1, -1, -1, -1, -1, -1, -1, -2);
        assertThat(found.greatest()).containsExactly(0, 1, 0, 0, 0, 0, 0, 0, 3);
    }
}
