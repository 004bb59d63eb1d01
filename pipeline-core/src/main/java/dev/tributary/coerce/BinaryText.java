package dev.tributary.coerce;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as text, in base64 or in hexadecimal after {@code 0x}, and as an integer. */
final class BinaryText {
    private static final Pattern HEXADECIMAL = Pattern.compile("[ \\t-\\r]*+(?:[0-9a-fA-F]{2}[ \\t-\\r]*+)*+");
    private static final Pattern BASE64 =
            Pattern.compile("(?<bytes>(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?+)(?<excess>=*)");

    private BinaryText() {}

    static Optional<byte[]> parse(String text) {
        if (text.startsWith("0x")) {
            String digits = text.substring(2);
            return HEXADECIMAL.matcher(digits).matches()
                    ? Optional.of(HexFormat.of().parseHex(digits.replaceAll("[ \\t-\\r]", "")))
                    : Optional.empty();
        }
        return base64(text);
    }

    /** Like Python, with excess padding after a whole group of four. */
    private static Optional<byte[]> base64(String text) {
        Matcher matcher = BASE64.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String bytes = matcher.group("bytes");
        boolean excess = !matcher.group("excess").isEmpty();
        return excess && (bytes.isEmpty() || bytes.endsWith("="))
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(bytes));
    }

    /** The bytes of an integer that is not negative, the lowest first; none for zero. */
    static Optional<byte[]> littleEndian(BigInteger value) {
        if (value.signum() < 0) {
            return Optional.empty();
        }
        byte[] big = value.toByteArray();
        byte[] little = new byte[(value.bitLength() + 7) / 8];
        for (int i = 0; i < little.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return Optional.of(little);
    }
}
