package dev.tributary.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void countsTheSameWhereverTheMachineIs() {
        Locale here = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Counted.of(1, "table")).isEqualTo("1 table");
            assertThat(Counted.of(1_234_567, "new row")).isEqualTo("1,234,567 new rows");
        } finally {
            Locale.setDefault(here);
        }
    }
}
