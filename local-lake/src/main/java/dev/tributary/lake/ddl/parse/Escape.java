package dev.tributary.lake.ddl.parse;

import java.util.Map;

/** The escapes within Hive's strings: a backslash and a letter, a four digit code point, or three octal digits. */
final class Escape {

    private static final Map<Character, Character> LETTERS =
            Map.of('0', '\0', 'b', '\b', 'n', '\n', 'r', '\r', 't', '\t', 'Z', '\u001A');

    private static final int UNICODE_DIGITS = 4;
    private static final int OCTAL_DIGITS = 3;

    private Escape() {}

    /** Appends what the escape after a backslash means, and answers where the text goes on. */
    static int read(String sql, int at, StringBuilder value) {
        char c = sql.charAt(at);
        if (c == 'u' && digits(sql, at + 1, UNICODE_DIGITS, 16)) {
            value.append((char) Integer.parseInt(sql.substring(at + 1, at + 1 + UNICODE_DIGITS), 16));
            return at + 1 + UNICODE_DIGITS;
        }
        if ((c == '0' || c == '1') && digits(sql, at, OCTAL_DIGITS, 8)) {
            value.append((char) Integer.parseInt(sql.substring(at, at + OCTAL_DIGITS), 8));
            return at + OCTAL_DIGITS;
        }
        if (c == '%' || c == '_') {
            value.append('\\');
        }
        value.append(LETTERS.getOrDefault(c, c));
        return at + 1;
    }

    private static boolean digits(String sql, int from, int count, int radix) {
        if (from + count > sql.length()) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (sql.charAt(i) > 'f' || Character.digit(sql.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }
}
