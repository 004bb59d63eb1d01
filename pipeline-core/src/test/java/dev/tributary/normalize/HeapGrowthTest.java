package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapGrowthTest {
    private static final long MB = 1L << 20;

    private final HeapGrowth heap = new HeapGrowth(256 * MB, 32 * MB);

    @Test
    void isDueOnceMoreThanHalfIsInUse() {
        assertThat(heap.isDue(128 * MB)).isFalse();
        assertThat(heap.isDue(129 * MB)).isTrue();
    }

    @Test
    void isDueAgainOnlyOnceAStepMoreIsInUse() {
        heap.collected(150 * MB);

        assertThat(heap.isDue(182 * MB)).isFalse();
        assertThat(heap.isDue(183 * MB)).isTrue();
    }

    @Test
    void isNotDueBelowHalfHoweverLittleWasLeft() {
        heap.collected(20 * MB);

        assertThat(heap.isDue(128 * MB)).isFalse();
        assertThat(heap.isDue(129 * MB)).isTrue();
    }

    @Test
    void isNeverDueWhereTheHeapIsLarge() {
        assertThat(new HeapGrowth(512 * MB, 32 * MB).isDue(500 * MB)).isTrue();
        assertThat(new HeapGrowth(513 * MB, 32 * MB).isDue(500 * MB)).isFalse();
    }
}
