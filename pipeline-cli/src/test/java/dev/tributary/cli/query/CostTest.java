package dev.tributary.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000048",
        "10485760, 0.000048",
        "10485761, 0.000052",
        "1099511627776, 5.000000",
        "3298534883328, 15.000000"
    })
    void roundsUpToAMegabyteAndAsksForTenAtLeast(long bytes, BigDecimal cost) {
        assertThat(new Cost(BigDecimal.valueOf(5)).of(bytes)).isEqualTo(cost);
    }
}
