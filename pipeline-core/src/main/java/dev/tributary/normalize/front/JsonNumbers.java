package dev.tributary.normalize.front;

import ch.randelshofer.fastdoubleparser.JavaBigIntegerParser;
import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import dev.tributary.parquet.encoding.Words;
import java.math.BigInteger;

/**
 * Reads numbers of JSON text, short ones in a few steps that are the same for all; what was read last is asked for by its
 * kind.
 */
final class JsonNumbers {
    /** Nobody writes a longer number by intention, and reading one takes long. */
    private static final int MAX_LENGTH = 10_000;

    /** So many digits fit into a long, whatever they are. One more do so too, or make it negative. */
    private static final int SAFE_DIGITS = 18;

    /** Up to 2^53 all integers are doubles, and so are the powers of ten up to 22: one division or product is exact. */
    private static final long MAX_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES * 0x80;
    private static final long ZEROS = ONES * '0';
    private static final long MORE_THAN_NINE = ONES * (0x7F - 9);
    private static final long EVERY_FOURTH = 0x0000_00FF_0000_00FFL;

    private boolean isFraction;
    private boolean isLarge;
    private long integer;
    private double fraction;
    private BigInteger big = BigInteger.ZERO;

    /** Whether the number that was read last has a fraction or an exponent: it is {@link #asDouble}. */
    boolean isFraction() {
        return isFraction;
    }

    /** Whether the number that was read last is too large for {@link #asLong}: it is {@link #asBigInteger}. */
    boolean isLarge() {
        return isLarge;
    }

    long asLong() {
        return integer;
    }

    double asDouble() {
        return fraction;
    }

    BigInteger asBigInteger() {
        return big;
    }

    /** Reads the number that begins at {@code from}, in a text that reaches up to {@code end}; returns the place behind it. */
    int read(byte[] text, int from, int end) {
        boolean negative = text[from] == '-';
        int first = negative ? from + 1 : from;
        int behind = first <= end - Long.BYTES ? readShort(text, first, negative) : 0;
        return behind > 0 ? behind : readAny(text, from, end);
    }

    /**
     * Reads a number without an exponent that ends, sign apart, within eight bytes; returns the place behind it, or 0 where it
     * is none. No step depends on the number of digits: how many there are is nothing that a processor could predict.
     */
    private int readShort(byte[] text, int first, boolean negative) {
        long digits = Words.getLong(text, first) ^ ZEROS;
        long others = ((digits & ~HIGH_BITS) + MORE_THAN_NINE | digits) & HIGH_BITS;
        int integral = Long.numberOfTrailingZeros(others) >>> 3;
        boolean zeroFirst = (digits & 0xFF | others & 0x8000) == 0;
        if (integral == 0 || integral == Long.BYTES || zeroFirst) {
            return 0;
        }
        byte next = text[first + integral];
        if (next == '.') {
            return readShortFraction(text, first, negative, digits, others, integral);
        }
        if ((next | 0x20) == 'e') {
            return 0;
        }
        long value = number(digits << (Long.BYTES - integral) * Byte.SIZE);
        integer = negative ? -value : value;
        isFraction = false;
        isLarge = false;
        return first + integral;
    }

    private int readShortFraction(byte[] text, int first, boolean negative, long digits, long others, int integral) {
        int length = Long.numberOfTrailingZeros(others & others - 1) >>> 3;
        if (length == Long.BYTES || length == integral + 1 || (text[first + length] | 0x20) == 'e') {
            return 0;
        }
        long fractional = digits >>> (integral + 1) * Byte.SIZE << integral * Byte.SIZE;
        long all = digits & (1L << integral * Byte.SIZE) - 1 | fractional;
        double value = number(all << (Long.BYTES + 1 - length) * Byte.SIZE) / POWERS[length - integral - 1];
        fraction = negative ? -value : value;
        isFraction = true;
        return first + length;
    }

    /** The number of eight digits, one a byte, of which the lowest is the first. */
    private static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & EVERY_FOURTH) * (100 + (1_000_000L << 32))
                        + (pairs >>> 16 & EVERY_FOURTH) * (1 + (10_000L << 32))
                >>> 32;
    }

    private int readAny(byte[] text, int from, int end) {
        boolean negative = text[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long digits = 0;
        int digit;
        while (at < end && (digit = text[at] - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            at++;
        }
        int count = at - first;
        if (count == 0) {
            throw new Malformed(first, "a number must have a digit here");
        }
        if (count > 1 && text[first] == '0') {
            throw new Malformed(first, "a number must not begin with a zero");
        }
        isFraction = at < end && (text[at] == '.' || (text[at] | 0x20) == 'e');
        if (isFraction) {
            return readFraction(text, from, end, at, negative, digits, count);
        }
        isLarge = false;
        if (count <= SAFE_DIGITS || count == SAFE_DIGITS + 1 && digits >= 0) {
            integer = negative ? -digits : digits;
        } else {
            large(text, from, at);
        }
        return at;
    }

    private void large(byte[] text, int from, int to) {
        checkLength(from, to);
        big = JavaBigIntegerParser.parseBigInteger(text, from, to - from);
        if (big.bitLength() >= Long.SIZE) {
            isLarge = true;
        } else {
            integer = big.longValue();
        }
    }

    private static void checkLength(int from, int to) {
        if (to - from > MAX_LENGTH) {
            throw new Malformed(from, "a number has more than %,d characters".formatted(MAX_LENGTH));
        }
    }

    private int readFraction(byte[] text, int from, int end, int dot, boolean negative, long integral, int before) {
        int at = dot;
        long digits = integral;
        int count = before;
        int exponent = 0;
        int digit;
        if (text[at] == '.') {
            int first = ++at;
            while (at < end && (digit = text[at] - '0') >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                at++;
            }
            if (at == first) {
                throw new Malformed(at, "a number must have a digit here");
            }
            exponent = first - at;
            count += at - first;
        }
        if (at < end && (text[at] | 0x20) == 'e') {
            at = exponent(text, at + 1, end);
            exponent = Integer.MIN_VALUE;
        }
        if (count <= SAFE_DIGITS && exponent >= 1 - POWERS.length && digits <= MAX_EXACT) {
            double value = digits / POWERS[-exponent];
            fraction = negative ? -value : value;
        } else {
            checkLength(from, at);
            fraction = JavaDoubleParser.parseDouble(text, from, at - from);
        }
        return at;
    }

    /** The place behind the exponent whose sign or first digit is here. */
    private static int exponent(byte[] text, int from, int end) {
        int first = from < end && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
        int at = first;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw new Malformed(at, "a number must have a digit here");
        }
        return at;
    }
}
