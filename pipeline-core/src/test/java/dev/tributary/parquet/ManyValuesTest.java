package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyValuesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void putsManyValuesAsItPutsThemOneByOne(long seed) {
        Random random = new Random(seed);
        LongBuffer longs = new LongBuffer();
        LongBuffer sameLongs = new LongBuffer();
        DoubleBuffer doubles = new DoubleBuffer();
        DoubleBuffer sameDoubles = new DoubleBuffer();
        int row = 0;
        for (int batch = 0; batch < 12; batch++) {
            boolean dense = seed == 1 || random.nextInt(3) > 0;
            int from = row;
            int[] rows = IntStream.range(from, from + random.nextInt(40))
                    .filter(i -> dense || random.nextBoolean())
                    .toArray();
            long[] values = random.longs(rows.length + 3).toArray();
            double[] floats = random.doubles(rows.length + 3).toArray();
            if (dense) {
                longs.put(from, values, rows.length);
                doubles.put(from, floats, rows.length);
            } else {
                longs.put(rows, values, rows.length);
                doubles.put(rows, floats, rows.length);
            }
            for (int i = 0; i < rows.length; i++) {
                sameLongs.put(rows[i], values[i]);
                sameDoubles.put(rows[i], floats[i]);
            }
            row = from + 40;
            if (dense) {
                row = from + rows.length;
            }
        }

        assertThat(longs.count()).isEqualTo(sameLongs.count());
        assertThat(doubles.count()).isEqualTo(sameDoubles.count());
        for (int i = 0; i < longs.count(); i++) {
            assertThat(longs.row(i)).isEqualTo(sameLongs.row(i)).isEqualTo(doubles.row(i));
            assertThat(longs.get(i)).isEqualTo(sameLongs.get(i));
            assertThat(doubles.get(i)).isEqualTo(sameDoubles.get(i));
        }
    }
}
