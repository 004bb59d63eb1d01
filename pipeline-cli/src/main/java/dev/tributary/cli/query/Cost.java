package dev.tributary.cli.query;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What Athena asks for a query: a price for each TB (2^40 bytes) scanned, rounded up to a MB, and at least 10 MB. */
public record Cost(BigDecimal pricePerTb) {
    private static final long MB = 1L << 20;
    private static final long LEAST = 10 * MB;
    private static final BigDecimal TB = BigDecimal.valueOf(1L << 40);

    /** The price of scanning so many bytes, in the price's currency; nothing for statements that scan nothing. */
    public BigDecimal of(long bytes) {
        if (bytes == 0) {
            return BigDecimal.ZERO;
        }
        long charged = Math.max(LEAST, (bytes + MB - 1) / MB * MB);
        return pricePerTb.multiply(BigDecimal.valueOf(charged)).divide(TB, 6, RoundingMode.HALF_UP);
    }
}
