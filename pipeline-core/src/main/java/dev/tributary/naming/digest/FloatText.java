package dev.tributary.naming.digest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as text, in the fewest digits that tell them apart. {@code Double.toString} does that only since Java 19. */
public final class FloatText {
    /** From here on Python and orjson write an exponent. */
    private static final int MAX_PLAIN_EXPONENT = 16;

    private FloatText() {}

    /** Python's {@code repr}: {@code 1.5}, {@code 1e+20}, {@code 1e-05}, {@code nan}, {@code inf}. */
    public static String python(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        return sign(value) + text(shortest(Math.abs(value)), -4, "e+%02d", "e-%02d");
    }

    /** orjson's form: {@code 1.5}, {@code 1e20}, {@code 1e-6}; what is not finite is null. */
    public static String json(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return sign(value) + text(shortest(Math.abs(value)), -5, "e%d", "e-%d");
    }

    private static String sign(double value) {
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    private static String text(BigDecimal value, int minPlainExponent, String large, String small) {
        if (value.signum() == 0) {
            return "0.0";
        }
        String digits = value.unscaledValue().toString();
        int exponent = digits.length() - value.scale() - 1;
        if (exponent >= minPlainExponent && exponent < MAX_PLAIN_EXPONENT) {
            return value.scale() > 0 ? value.toPlainString() : value.toPlainString() + ".0";
        }
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + String.format(exponent < 0 ? small : large, Math.abs(exponent));
    }

    /** The value, not negative, in the fewest digits that read back as the same double; no zeros at the end. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        int precision = value < Double.MIN_NORMAL ? 1 : 15;
        BigDecimal rounded = exact;
        do {
            rounded = exact.round(new MathContext(precision++, RoundingMode.HALF_EVEN));
        } while (rounded.doubleValue() != value);
        return rounded.stripTrailingZeros();
    }
}
