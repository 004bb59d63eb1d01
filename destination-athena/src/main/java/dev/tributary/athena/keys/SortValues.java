package dev.tributary.athena.keys;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values of a column by which rows are sorted, each kept as a token of one long: numbers, times and truths as they are, all
 * others in a log. Null is not among them.
 */
public final class SortValues implements AutoCloseable {
    private final ByteLog log = new ByteLog();

    /** A token of the value. */
    public long keep(Object value) {
        if (isFixed(value)) {
            return fixed(value);
        }
        return log.append(bytes(value));
    }

    /** Compares a value with one that was kept. */
    public int compare(Object value, long token) {
        return isFixed(value)
                ? Long.compare(fixed(value), token)
                : Arrays.compareUnsigned(bytes(value), log.read(token));
    }

    private static boolean isFixed(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Double || value instanceof Boolean;
    }

    private static long fixed(Object value) {
        if (value instanceof Double number) {
            long bits = Double.doubleToLongBits(number + 0.0);
            return bits ^ bits >> 63 & Long.MAX_VALUE;
        }
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).longValue();
    }

    /** Bytes that sort as the values do. */
    private static byte[] bytes(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof BigDecimal decimal) {
            BigInteger unscaled = decimal.unscaledValue();
            byte[] sorted = new byte[17];
            Arrays.fill(sorted, (byte) (unscaled.signum() < 0 ? -1 : 0));
            byte[] digits = unscaled.toByteArray();
            System.arraycopy(digits, 0, sorted, sorted.length - digits.length, digits.length);
            sorted[0] ^= (byte) 0x80;
            return sorted;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    @Override
    public void close() {
        log.close();
    }
}
