package dev.tributary.athena.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.StructLike;
import org.junit.jupiter.api.Test;

class KeyTest {
    private record Row(List<Object> values) implements StructLike {
        @Override
        public int size() {
            return values.size();
        }

        @Override
        public <T> T get(int position, Class<T> type) {
            return type.cast(values.get(position));
        }

        @Override
        public <T> void set(int position, T value) {
            throw new UnsupportedOperationException();
        }
    }

    private static Row row(Object... values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value);
        }
        return new Row(list);
    }

    private static List<Long> key(Object... values) {
        int[] positions = new int[values.length];
        java.util.Arrays.setAll(positions, i -> i);
        Key key = new Key(positions).of(row(values));
        return List.of(key.high(), key.low());
    }

    private static boolean matches(Object... values) {
        int[] positions = new int[values.length];
        java.util.Arrays.setAll(positions, i -> i);
        return new Key(positions).of(row(values)).matches();
    }

    @Test
    void equalValuesAreOneKey() {
        assertThat(key(5L)).isEqualTo(key(5));
        assertThat(key(-0.0)).isEqualTo(key(0.0));
        assertThat(key(new BigDecimal("1.50"))).isEqualTo(key(new BigDecimal("1.50")));
        assertThat(key("a longer text than fifteen bytes"))
                .isEqualTo(key(new StringBuilder("a longer text than fifteen bytes")));
        assertThat(key(ByteBuffer.wrap(new byte[] {1, 2}))).isEqualTo(key(ByteBuffer.wrap(new byte[] {0, 1, 2}, 1, 2)));
    }

    @Test
    void differentValuesAreDifferentKeys() {
        List<List<Long>> keys = new ArrayList<>();
        for (long n : new long[] {0, 1, -1, 127, 128, 255, 256, Long.MAX_VALUE, Long.MIN_VALUE}) {
            keys.add(key(n));
            keys.add(key(n, n));
            keys.add(key("" + n));
        }
        keys.add(key(""));
        keys.add(key("a", "bc"));
        keys.add(key("ab", "c"));
        keys.add(key("abc", ""));
        keys.add(key("a\0"));
        keys.add(key("a"));
        keys.add(key("exactly14bytes"));
        keys.add(key("exactly15bytes!"));
        keys.add(key("exactly15bytes?"));
        keys.add(key("some more than fifteen bytes 1"));
        keys.add(key("some more than fifteen bytes 2"));
        keys.add(key((Object) null, "a"));
        keys.add(key("a", (Object) null));
        keys.add(key(Double.NaN));
        keys.add(key((Object) null));
        keys.add(key(0.5));
        Set<List<Long>> distinct = new HashSet<>(keys);
        assertThat(distinct).hasSameSizeAs(keys).doesNotContain(List.of(0L, 0L));
    }

    @Test
    void nullAndNotANumberMatchNothing() {
        assertThat(matches(1L, "a")).isTrue();
        assertThat(matches(1L, null)).isFalse();
        assertThat(matches(Double.NaN)).isFalse();
    }

    @Test
    void sortsAsSqlDoes() {
        try (SortValues values = new SortValues()) {
            List<Object> numbers = List.of(-1.5, 0.0, 2.5, Double.POSITIVE_INFINITY, Double.NaN);
            List<Object> texts = List.of("", "B", "a", "aa", "b", "é", "\uD83D\uDE00");
            List<Object> decimals = List.of(
                    new BigDecimal("-1000000000000000000000000.00"),
                    new BigDecimal("-0.01"),
                    new BigDecimal("0.00"),
                    new BigDecimal("12345678901234567890123456789012345678"));
            for (List<Object> sorted : List.of(numbers, texts, decimals)) {
                for (int i = 0; i < sorted.size(); i++) {
                    long token = values.keep(sorted.get(i));
                    for (int j = 0; j < sorted.size(); j++) {
                        assertThat(Integer.signum(values.compare(sorted.get(j), token)))
                                .isEqualTo(Integer.compare(j, i));
                    }
                }
            }
        }
    }
}
