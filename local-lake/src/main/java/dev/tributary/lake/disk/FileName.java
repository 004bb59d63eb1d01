package dev.tributary.lake.disk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of things as names of files, one for each, on any file system. */
public final class FileName {
    /** File systems allow 255 bytes in a name; room is left for an ending. */
    private static final int LONGEST = 200;

    private FileName() {}

    /** Lower-case letters, digits, '_' and '-' stay, other bytes become %xx, a long rest becomes a hash of the name. */
    public static String of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_' || b == '-') {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02x", b));
            }
        }
        return encoded.length() <= LONGEST ? encoded.toString() : encoded.substring(0, LONGEST / 2) + "~" + hash(bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
