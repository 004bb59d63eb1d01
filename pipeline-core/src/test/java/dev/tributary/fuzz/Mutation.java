package dev.tributary.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages bytes: flips bits, cuts, doubles, swaps and splices ranges, and sets in what means something in JSON. */
final class Mutation {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\\u",
            "\\ud83d",
            "0",
            "1",
            "-",
            ".",
            "e",
            "t",
            "n",
            "null",
            " ",
            "\t",
            "\r",
            "{}",
            "[]",
            "\"\"",
            "\"a\":",
            ",\"a\":1",
            "\u0000",
            "'",
            "/",
            "#",
            "\ufeff",
            "\u00e9",
            "\ud83d\ude00");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** The bytes with some damage; the other ones are there to take pieces from. */
    byte[] of(byte[] bytes, byte[] other) {
        byte[] result = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            result = once(result, other);
        }
        return result;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return other;
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(bytes.length - at, random.nextInt(3) == 0 ? 60 : 3) + 1);
        switch (random.nextInt(8)) {
            case 0: {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
            case 1: {
                byte[] set = bytes.clone();
                set[at] = (byte) random.nextInt(256);
                return set;
            }
            case 2:
                return join(bytes, at, new byte[0], at + Math.max(length, 1));
            case 3:
                return join(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            case 4: {
                int from = random.nextInt(other.length + 1);
                int to = from + random.nextInt(Math.min(other.length - from, 60) + 1);
                return join(bytes, at, Arrays.copyOfRange(other, from, to), at + length);
            }
            case 5:
                return Arrays.copyOf(bytes, at);
            case 6: {
                byte[] swapped = bytes.clone();
                int with = random.nextInt(bytes.length);
                swapped[at] = bytes[with];
                swapped[with] = bytes[at];
                return swapped;
            }
            default:
                return join(
                        bytes,
                        at,
                        PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8),
                        random.nextBoolean() ? at : at + length);
        }
    }

    private static byte[] join(byte[] bytes, int to, byte[] middle, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, to);
        joined.writeBytes(middle);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }
}
