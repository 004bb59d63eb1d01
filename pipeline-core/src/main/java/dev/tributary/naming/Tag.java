package dev.tributary.naming;

import dev.tributary.naming.digest.Shake128;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * The six characters that tell names apart: base64 of four bytes of SHAKE-128 of the raw name, lower case, with {@code a}
 * for {@code /} and {@code b} for {@code +}.
 */
final class Tag {
    static final int LENGTH = 6;

    /** Enough for a collision probability of 0.001 by dlt's estimate. */
    private static final int BYTES = 4;

    private Tag() {}

    static String of(String raw) {
        byte[] digest = Shake128.digest(raw.getBytes(StandardCharsets.UTF_8), BYTES);
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(digest)
                .replace('/', 'a')
                .replace('+', 'b')
                .toLowerCase(Locale.ROOT);
    }

    /** A whole name that says nothing but is told apart: for raw names of which nothing would be left. */
    static String name(String raw, int maxLength) {
        return maxLength < LENGTH + 2 ? of(raw) : "x_" + of(raw);
    }

    /** The name, or its two ends around a tag of the raw name when it is too long. Lengths are in code points. */
    static String shorten(String name, String raw, int maxLength) {
        int length = name.codePointCount(0, name.length());
        if (length <= maxLength) {
            return name;
        }
        int kept = maxLength - LENGTH;
        int left = name.offsetByCodePoints(0, kept - kept / 2);
        int right = name.offsetByCodePoints(name.length(), -(kept / 2));
        return name.substring(0, left) + of(raw) + name.substring(right);
    }
}
