package dev.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void leavesOnlyWhatIsNeededToFail() {
        assertThat(Shrinking.smallest(HUNDRED, l -> l.contains(3) && l.contains(97) && l.contains(50)))
                .containsExactly(3, 50, 97);
        assertThat(Shrinking.smallest(HUNDRED, l -> l.stream().mapToInt(i -> i).sum() > 190))
                .hasSizeLessThan(4);
        assertThat(Shrinking.smallest(HUNDRED, l -> true)).isEmpty();
    }
}
