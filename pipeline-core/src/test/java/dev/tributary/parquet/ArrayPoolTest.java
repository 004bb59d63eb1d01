package dev.tributary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrayPoolTest {
    private final ArrayPool pool = new ArrayPool();

    @Test
    void handsOutWhatWasGivenBackToWhoeverNeedsAboutAsMuch() {
        long[] longs = pool.longs(3_000);
        int[] ints = pool.ints(3_000);
        byte[] bytes = pool.bytes(3_000);
        pool.give(longs);
        pool.give(ints);
        pool.give(bytes);

        assertThat(pool.longs(2_900)).isSameAs(longs).hasSizeBetween(3_000, 3_750);
        assertThat(pool.ints(2_900)).isSameAs(ints);
        assertThat(pool.bytes(2_900)).isSameAs(bytes);
        assertThat(pool.longs(2_900)).isNotSameAs(longs);
    }

    @Test
    void takesArraysThatGrewByDoubling() {
        byte[] grown = new byte[2 * pool.bytes(5_000).length];
        pool.give(grown);

        assertThat(pool.bytes(9_900)).isSameAs(grown);
    }

    @Test
    void leavesSmallAndVeryLargeArraysToTheCollector() {
        byte[] small = new byte[16];
        byte[] large = pool.bytes(8 << 20);
        pool.give(small);
        pool.give(large);

        assertThat(pool.bytes(16)).isNotSameAs(small);
        assertThat(pool.bytes(8 << 20)).isNotSameAs(large);
    }

    @Test
    void keepsNoMoreThanAFewMegabytes() {
        long[][] given = new long[20][];
        for (int i = 0; i < given.length; i++) {
            given[i] = pool.longs(1 << 18);
        }
        for (long[] array : given) {
            pool.give(array);
        }

        int kept = 0;
        for (int i = 0; i < given.length; i++) {
            long[] next = pool.longs(1 << 18);
            for (long[] array : given) {
                kept += next == array ? 1 : 0;
            }
        }
        assertThat(kept).isEqualTo(5);
    }

    @Test
    void bufferIsAsNewInTheArraysOfAnotherOne() {
        ColumnBuffer.Size size = filled(new BytesBuffer(), 0).size();
        BytesBuffer second = new BytesBuffer();
        second.sizeLike(size, pool);
        byte[] array = filled(second, 0).array();
        second.release(pool);

        BytesBuffer third = new BytesBuffer();
        third.sizeLike(size, pool);
        filled(third, 7);

        assertThat(third.array() == array).isTrue();
        assertThat(third.count()).isEqualTo(500);
        for (int i = 0; i < third.count(); i++) {
            assertThat(third.row(i)).isEqualTo(7 + i * 2);
            assertThat(third.text(i)).isEqualTo("text " + (7 + i * 2));
        }
    }

    /** Every other row from one on. */
    private static BytesBuffer filled(BytesBuffer buffer, int from) {
        for (int i = 0; i < 500; i++) {
            buffer.put(from + i * 2, "text " + (from + i * 2));
        }
        return buffer;
    }
}
