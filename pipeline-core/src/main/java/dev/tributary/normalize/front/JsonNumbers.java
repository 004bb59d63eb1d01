package dev.tributary.normalize.front;

import ch.randelshofer.fastdoubleparser.JavaBigIntegerParser;
import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.math.BigInteger;

/** Reads numbers of JSON text; what was read last is asked for by its form. */
final class JsonNumbers {
    /** What a number is read as. */
    enum Form {
        LONG,
        DOUBLE,
        BIG_INTEGER
    }

    /** Nobody writes a longer number by intention, and reading one takes long. */
    private static final int MAX_LENGTH = 10_000;

    /** So many digits fit into a long, whatever they are. */
    private static final int SAFE_DIGITS = 18;

    /** Up to 2^53 all integers are doubles, and so are the powers of ten up to 22: one division or product is exact. */
    private static final long MAX_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private int position;
    private long integer;
    private double fraction;
    private BigInteger big = BigInteger.ZERO;

    /** The place behind the number that was read last. */
    int position() {
        return position;
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

    /** Reads the number that begins at {@code from}, in a text that reaches up to {@code end}. */
    Form read(byte[] text, int from, int end) {
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
        if (at < end && (text[at] == '.' || (text[at] | 0x20) == 'e')) {
            return withFraction(text, from, end, at, negative, digits, count);
        }
        position = at;
        if (count <= SAFE_DIGITS) {
            integer = negative ? -digits : digits;
            return Form.LONG;
        }
        return large(text, from);
    }

    private Form large(byte[] text, int from) {
        checkLength(from);
        big = JavaBigIntegerParser.parseBigInteger(text, from, position - from);
        if (big.bitLength() >= Long.SIZE) {
            return Form.BIG_INTEGER;
        }
        integer = big.longValue();
        return Form.LONG;
    }

    private void checkLength(int from) {
        if (position - from > MAX_LENGTH) {
            throw new Malformed(from, "a number has more than %,d characters".formatted(MAX_LENGTH));
        }
    }

    private Form withFraction(byte[] text, int from, int end, int dot, boolean negative, long integral, int before) {
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
        position = at;
        if (count <= SAFE_DIGITS && exponent >= 1 - POWERS.length && digits <= MAX_EXACT) {
            double value = digits / POWERS[-exponent];
            fraction = negative ? -value : value;
        } else {
            checkLength(from);
            fraction = JavaDoubleParser.parseDouble(text, from, at - from);
        }
        return Form.DOUBLE;
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
