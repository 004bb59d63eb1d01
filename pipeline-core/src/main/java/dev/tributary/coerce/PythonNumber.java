package dev.tributary.coerce;

import dev.tributary.naming.PythonSpace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as text, as Python's {@code int}, {@code float} and {@code Decimal} read them: white space around them, digits of
 * any script, underscores between digits, and hexadecimal after a lower-case {@code 0x}.
 */
final class PythonNumber {
    /** Possessive, as are the other repetitions of groups here: a long text would overflow the stack otherwise. */
    private static final String DIGITS = "\\d++(?:_\\d++)*+";

    private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?(?:0[xX]_?)?(?<digits>[0-9a-fA-F]++(?:_[0-9a-fA-F]++)*+)");
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:" + DIGITS + "\\.?(?:" + DIGITS + ")?|\\." + DIGITS + ")(?:[eE][+-]?" + DIGITS + ")?");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    /** Python refuses to read longer integers, in digits. */
    private static final int MAX_DIGITS = 4300;

    private PythonNumber() {}

    static Optional<BigInteger> integer(String text) {
        String number = trim(text);
        if (number.startsWith("0x")) {
            return hexadecimal(number);
        }
        if (number.length() > MAX_DIGITS || !INTEGER.matcher(number).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger(number.replace("_", "")));
    }

    static Optional<Double> floating(String text) {
        String number = trim(text);
        if (number.startsWith("0x")) {
            return hexadecimal(number).map(BigInteger::doubleValue).filter(Double::isFinite);
        }
        return floatingWithoutPrefix(number);
    }

    /** What Python's {@code float} reads by itself: no hexadecimal. */
    static Optional<Double> floatingWithoutPrefix(String text) {
        String number = trim(text);
        if (FLOAT.matcher(number).matches()) {
            return Optional.of(Double.parseDouble(number.replace("_", "")));
        }
        boolean negative = number.startsWith("-");
        String name = negative || number.startsWith("+") ? number.substring(1) : number;
        if (name.equalsIgnoreCase("nan")) {
            return Optional.of(Double.NaN);
        }
        if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity")) {
            return Optional.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return Optional.empty();
    }

    static Optional<BigDecimal> decimal(String text) {
        String number = trim(text);
        if (number.startsWith("0x")) {
            return hexadecimal(number).map(BigDecimal::new);
        }
        String digits = number.replace("_", "");
        if (digits.length() > MAX_DIGITS || !DECIMAL.matcher(digits).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigInteger> hexadecimal(String number) {
        String rest = PythonSpace.strip(number.substring(2));
        var matcher = HEXADECIMAL.matcher(rest);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(matcher.group("digits").replace("_", ""), 16);
        return Optional.of(rest.startsWith("-") ? value.negate() : value);
    }

    /** The text without white space around it, its decimal digits in ASCII. */
    private static String trim(String text) {
        String trimmed = PythonSpace.strip(text);
        if (trimmed.chars().allMatch(c -> c < 128)) {
            return trimmed;
        }
        StringBuilder ascii = new StringBuilder();
        trimmed.codePoints()
                .map(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(c, 10) : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }
}
