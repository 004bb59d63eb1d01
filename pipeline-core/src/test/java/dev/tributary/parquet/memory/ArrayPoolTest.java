package dev.tributary.parquet.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Else the memory that a column holds, and so where row groups end, would depend on who came first. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 255, 256, 257, 1_000, 32 << 10, (32 << 10) + 1, 1 << 20, 5 << 20})
    void handsOutArraysOfOneLengthWhetherNewOrNot(int atLeast) {
        int length = ArrayPool.NONE.bytes(atLeast).length;
        assertThat(length).isBetween(atLeast, Math.max(256, atLeast + atLeast / 4));
        for (int other = 1; other < 8 << 20; other += 1 + other / 3) {
            pool.give(pool.bytes(other));
        }

        assertThat(pool.bytes(atLeast)).hasSize(length);
        assertThat(new ArrayPool().bytes(length)).hasSize(length);
    }

    @Test
    void powersOfTwoStayWhatTheyAre() {
        for (int power = 0; power < 24; power++) {
            assertThat(pool.ints(1 << power)).hasSize(1 << power);
        }
    }

    @Test
    void growsAnArrayWithAllThatIsInIt() {
        long[] array = pool.longs(1_000);
        Arrays.setAll(array, i -> i);
        long[] grown = pool.grown(array, 5_000);

        assertThat(grown).hasSizeGreaterThanOrEqualTo(5_000).startsWith(Arrays.copyOf(array, array.length));
        assertThat(pool.longs(1_000)).isSameAs(array);
    }

    @Test
    void leavesAnArrayAsItIsThatHasRoom() {
        byte[] array = pool.bytes(4_096);

        assertThat(pool.grown(array, 512)).isSameAs(array);
        assertThat(pool.freeBytes()).isZero();
    }

    @Test
    void leavesSmallAndVeryLargeArraysToTheCollector() {
        byte[] small = new byte[16];
        byte[] large = pool.bytes(8 << 20);
        pool.give(small);
        pool.give(large);

        assertThat(pool.freeBytes()).isZero();
        assertThat(pool.bytes(16)).isNotSameAs(small);
        assertThat(pool.bytes(8 << 20)).isNotSameAs(large);
    }

    @Test
    void leavesArraysOfOtherLengthsToTheCollector() {
        pool.give(new byte[1_001]);

        assertThat(pool.freeBytes()).isZero();
    }

    @Test
    void keepsNothingWhereThereIsNone() {
        ArrayPool.NONE.give(ArrayPool.NONE.longs(1_000));

        assertThat(ArrayPool.NONE.freeBytes()).isZero();
    }

    @Test
    void countsWhatIsFreeAndDropsTheLongestArraysFirst() {
        byte[] longest = pool.bytes(1 << 20);
        int[] middle = pool.ints(1 << 16);
        long[] shortest = pool.longs(1 << 10);
        pool.give(longest);
        pool.give(middle);
        pool.give(shortest);
        assertThat(pool.freeBytes()).isEqualTo((1 << 20) + (1 << 18) + (1 << 13));

        pool.shrink(1 << 19);

        assertThat(pool.freeBytes()).isEqualTo((1 << 18) + (1 << 13));
        assertThat(pool.bytes(1 << 20)).isNotSameAs(longest);
        assertThat(pool.ints(1 << 16)).isSameAs(middle);
        pool.shrink(0);
        assertThat(pool.freeBytes()).isZero();
        assertThat(pool.longs(1 << 10)).isNotSameAs(shortest);
    }

    @Test
    void keepsWhatWasAskedForLast() {
        byte[] asked = pool.bytes(1 << 20);
        long[] idle = pool.longs(1 << 10);
        pool.give(asked);
        pool.give(idle);
        pool.shrink(2 << 20);
        pool.give(pool.bytes(1 << 20));

        pool.shrink(1 << 20);

        assertThat(pool.bytes(1 << 20)).isSameAs(asked);
        assertThat(pool.longs(1 << 10)).isNotSameAs(idle);
    }

    @Test
    void givesAnArrayToOneThreadAtATime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int mark = thread + 1;
            done.add(threads.submit(() -> takeAndGive(mark, 20_000)));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(pool.freeBytes()).isEqualTo(bytesOf(drained()));
    }

    /** What it marks as its own stays so until it gives it back. */
    private void takeAndGive(int mark, int times) {
        Random random = new Random(mark);
        List<long[]> held = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            if (held.size() < 8) {
                long[] array = pool.longs(256 << random.nextInt(3));
                array[0] = mark;
                array[array.length - 1] = mark;
                held.add(array);
            } else {
                long[] array = held.remove(random.nextInt(held.size()));
                if (array[0] != mark || array[array.length - 1] != mark) {
                    throw new AssertionError("somebody else has an array of thread " + mark);
                }
                pool.give(array);
                if (i % 1_000 == 0) {
                    pool.shrink(16 << 10);
                }
            }
        }
    }

    /** All arrays that are free, each of them once. */
    private Set<long[]> drained() {
        long free = pool.freeBytes();
        Set<long[]> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int length = 256; length <= 1024; length *= 2) {
            for (long before = -1; before != pool.freeBytes(); ) {
                before = pool.freeBytes();
                long[] next = pool.longs(length);
                if (pool.freeBytes() < before) {
                    assertThat(found.add(next)).isTrue();
                }
            }
        }
        assertThat(pool.freeBytes()).isZero();
        assertThat(bytesOf(found)).isEqualTo(free);
        found.forEach(pool::give);
        return found;
    }

    private static long bytesOf(Set<long[]> arrays) {
        return arrays.stream().mapToLong(a -> a.length * (long) Long.BYTES).sum();
    }
}
