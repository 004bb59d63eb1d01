package dev.tributary.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.parquet.memory.ArrayPool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DictionariesTest {
    private static final int COUNT = 20_000;

    /** Numbers of which many share their slots, zero and the first one again and again among them. */
    private static long[] numbers(int distinct) {
        Random random = new Random(distinct);
        long[] some = new long[distinct];
        for (int i = 0; i < distinct; i++) {
            some[i] = i % 3 == 0 ? i : i % 3 == 1 ? (long) i << 52 : random.nextLong();
        }
        long[] values = new long[COUNT];
        Arrays.setAll(values, i -> some[random.nextInt(distinct)]);
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60, 700, 9_000})
    void numbersNumbersInOrderOfAppearance(int distinct) {
        long[] values = numbers(distinct);
        LongDictionary dictionary = new LongDictionary(new ArrayPool());
        int[] ids = new int[COUNT];
        for (int chunk = 0; chunk < 2; chunk++) {
            dictionary.ids(values, 0, COUNT / 2, ids, 0);
            dictionary.ids(values, COUNT / 2, COUNT, ids, COUNT / 2);
            Map<Long, Integer> expected = new HashMap<>();
            for (int i = 0; i < COUNT; i++) {
                expected.putIfAbsent(values[i], expected.size());
                assertThat(ids[i]).isEqualTo(expected.get(values[i]));
                assertThat(dictionary.values()[ids[i]]).isEqualTo(values[i]);
            }
            assertThat(dictionary.size()).isEqualTo(expected.size());
            dictionary.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {511, 512, -1, Long.MIN_VALUE, 1L << 32})
    void numbersSmallNumbersAmongWhichAnotherOneComes(long other) {
        long[] values = new long[COUNT];
        Arrays.setAll(values, i -> i % 4_000 == 3_999 ? other : (i % 4_000 / 8 + 3) % 512);
        LongDictionary dictionary = new LongDictionary(new ArrayPool());
        int[] ids = new int[COUNT];
        for (int chunk = 0; chunk < 2; chunk++) {
            Map<Long, Integer> expected = new HashMap<>();
            for (int from = 0; from < COUNT; from += 1_000) {
                dictionary.ids(values, from, from + 1_000, ids, from);
            }
            for (int i = 0; i < COUNT; i++) {
                expected.putIfAbsent(values[i], expected.size());
                assertThat(ids[i]).isEqualTo(expected.get(values[i]));
                assertThat(dictionary.values()[ids[i]]).isEqualTo(values[i]);
            }
            assertThat(dictionary.size()).isEqualTo(expected.size());
            if (chunk == 0) {
                dictionary.clear();
            } else {
                dictionary.release();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void numbersRunsOfTextsThatAreAlikeButForABit(int gap) {
        Random random = new Random(gap);
        String[] texts = new String[COUNT];
        Output bytes = new Output();
        int[] ends = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            String[] some = {"", "ab", "a", "b", "abab", "abaa", "abaaabaaabaaabaaabaa", "abaaabaaabaaabaaabab"};
            texts[i] = i > 0 && random.nextInt(50) > 0 ? texts[i - 1] : some[random.nextInt(some.length)];
            if (gap > 0 && i > 0) {
                bytes.putInt(texts[i].length());
            }
            bytes.write(texts[i].getBytes(StandardCharsets.UTF_8), 0, texts[i].length());
            ends[i] = bytes.size();
        }
        Bytes source = new Bytes(Arrays.copyOf(bytes.array(), bytes.size()), ends, gap);
        BytesDictionary dictionary = new BytesDictionary(gap);
        int[] ids = new int[COUNT];
        for (int from = 0; from < COUNT; from += 500) {
            dictionary.ids(source, from, from + 500, ids, from);
        }
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < COUNT; i++) {
            expected.putIfAbsent(texts[i], expected.size());
            assertThat(ids[i]).isEqualTo(expected.get(texts[i]));
        }
    }

    /** Texts that are shorter and longer than the words in which they are compared, and differ in any place. */
    private static String text(int number) {
        char[] text = "x".repeat(number % 40).toCharArray();
        if (text.length > 0) {
            text[number % text.length] = (char) ('a' + number / 40 % 20);
        }
        return new String(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 800})
    void numbersTextsInOrderOfAppearance(int distinct) {
        Random random = new Random(distinct);
        String[] texts = new String[COUNT];
        Output bytes = new Output();
        int[] ends = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            texts[i] = i > 5_000 && i < 10_000 ? "again" : text(random.nextInt(distinct));
            bytes.write(texts[i].getBytes(StandardCharsets.UTF_8), 0, texts[i].length());
            ends[i] = bytes.size();
        }
        Bytes source = new Bytes(Arrays.copyOf(bytes.array(), bytes.size()), ends, 0);
        BytesDictionary dictionary = new BytesDictionary(Integer.BYTES, new ArrayPool());
        int[] ids = new int[COUNT];
        for (int from = 0; from < COUNT; from += 1_000) {
            dictionary.ids(source, from, from + 1_000, ids, from);
        }
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < COUNT; i++) {
            expected.putIfAbsent(texts[i], expected.size());
            assertThat(ids[i]).isEqualTo(expected.get(texts[i]));
            assertThat(new String(dictionary.array(), dictionary.start(ids[i]), dictionary.length(ids[i])))
                    .isEqualTo(texts[i]);
        }
        assertThat(dictionary.size()).isEqualTo(expected.size());
    }

    @Test
    void findsWhichIdsAPageHas() {
        DistinctIds distinct = new DistinctIds();
        distinct.find(new int[] {4, 1, 4, 7, 0}, 4, 9);
        assertThat(distinct.size()).isEqualTo(3);
        assertThat(new int[] {distinct.get(0), distinct.get(1), distinct.get(2)})
                .containsExactly(1, 4, 7);
        distinct.find(new int[] {2}, 1, 3);
        assertThat(distinct.size()).isEqualTo(1);
        assertThat(distinct.get(0)).isEqualTo(2);
    }
}
