package dev.tributary.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Records as JSON text, written byte by byte in every form that JSON has, and now and then in one that it has not. Records
 * of one instance resemble one another: a name mostly holds values of one kind.
 */
final class RandomJson {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "c",
            "A",
            "id",
            "userId",
            "user id",
            "user_id",
            "x",
            "x__y",
            "y",
            "",
            " ",
            "value",
            "list",
            "a__v_text",
            "x__v_double",
            "_dlt_id",
            "_dlt_load_id",
            "_dlt_list_idx",
            "a.b",
            "a\"b",
            "a\\b",
            "a/b",
            "a\tb",
            "\u0000",
            "\u00e9t\u00e9",
            "\u043a\u043b\u044e\u0447",
            "\u6f22\u5b57",
            "\ud83d\ude00",
            "\ud83d",
            "+1",
            "-1",
            "created_at",
            "a_name_that_is_a_good_deal_longer_than_all_of_the_others_and_goes_on");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "0.0",
            "1",
            "-1",
            "7",
            "1e5",
            "1E5",
            "1e+5",
            "1e-5",
            "1E400",
            "-1E400",
            "1e-400",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "4.9e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014E-308",
            "0.1",
            "0.30000000000000004",
            "123456789.123456789",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999",
            "999999999999999999",
            "9999999999999999999",
            "12345678901234567890123456789012345678",
            "123456789012345678901234567890123456789",
            "2147483647",
            "2147483648",
            "-2147483648",
            "1700000000",
            "1700000000.5",
            "1e99999999999",
            "1e-99999999999",
            "0e0",
            "0E-0",
            "1.0",
            "100.0",
            "5e-324",
            "8.5e15",
            "179769313486231580793728971405301e276");

    private static final List<String> NO_VALUES = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "+1",
            "01",
            "-01",
            "00",
            "-",
            ".5",
            "5.",
            "5.e1",
            "1e",
            "1e+",
            "1E-",
            "1.2.3",
            "1e5.5",
            "0x10",
            "1_000",
            "1L",
            "--1",
            "tru",
            "nul",
            "fals",
            "True",
            "NULL",
            "nullx",
            "truefalse",
            "undefined",
            "'a'",
            "\"a",
            "a",
            "",
            ",",
            "]",
            "}",
            "/* c */ 1",
            "// c",
            "# c",
            "\ufeff1",
            "\u00a01",
            "{,}",
            "[,]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{1:1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":1}}",
            "[1}",
            "{\"a\":1]");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "text",
            "2024-01-31T12:30:00Z",
            "2024-01-31T12:30:00.123456Z",
            "2024-01-31T12:30:00.1234567891+02:00",
            "2024-01-31 12:30:00",
            "2024-01-31",
            "2024-13-31T12:30:00Z",
            "2024-02-30T00:00:00Z",
            "2024-01-31T24:00:00Z",
            "2024-W05-3T10:00",
            "2024",
            "20240131",
            "12:30:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "true",
            "null",
            "1",
            "1.5",
            "-0",
            "1e5",
            "0x1f",
            "NaN",
            "{\"a\":1}",
            "[1]",
            "gr\u00fc\u00df",
            "\u0442\u0435\u043a\u0441\u0442",
            "\u6f22\u5b57",
            "\ud83d\ude00",
            "\u007f\u0080\u07ff\u0800\uffff\ufffe\ufeff\u2028\u2029",
            "\ud800\udc00\udbff\udfff",
            "a\"b\\c/d",
            "\b\f\n\r\t",
            "\u0000\u0001\u001f",
            "\ud800",
            "\udc00",
            "\udc00\ud800",
            "x\ud83dy");

    private static final byte[][] BAD_BYTES = {
        {(byte) 0x80},
        {(byte) 0xBF},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xC1, (byte) 0xBF},
        {(byte) 0xC3},
        {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
        {(byte) 0xE0, (byte) 0x9F, (byte) 0xBF},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xBF, (byte) 0xBF},
        {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
        {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xFE},
        {(byte) 0xFF},
        {0},
        {1},
        {'\n'},
        {'\t'},
        {0x1F},
        {0x7F},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {(byte) 0xC2, (byte) 0xA0},
    };

    private enum Kind {
        NUMBER,
        INTEGER,
        TEXT,
        PLAIN,
        BOOL,
        NULL,
        OBJECT,
        LIST,
        INVALID
    }

    private final Random random;

    /** How seldom something is not JSON; 0 for never. */
    private final int invalidity;

    private final boolean lineBreaks;
    private final Kind[] habits;
    private final int spaces;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    RandomJson(Random random, int invalidity, boolean lineBreaks) {
        this.random = random;
        this.invalidity = invalidity;
        this.lineBreaks = lineBreaks;
        this.spaces = new int[] {0, 0, 2, 20}[random.nextInt(4)];
        this.habits = new Kind[NAMES.size()];
        for (int i = 0; i < habits.length; i++) {
            habits[i] = kind();
        }
    }

    /** The next record: an object, seldom another value. */
    byte[] next() {
        out = new ByteArrayOutputStream();
        int form = random.nextInt(800);
        if (form == 0) {
            value(kind(), 3);
        } else if (form == 1) {
            deep();
        } else if (form == 2) {
            wide();
        } else {
            object(4);
        }
        space();
        return out.toByteArray();
    }

    private Kind kind() {
        int pick = random.nextInt(20);
        if (pick < 4) {
            return Kind.PLAIN;
        }
        if (pick < 8) {
            return Kind.INTEGER;
        }
        if (pick < 11) {
            return Kind.NUMBER;
        }
        if (pick < 15) {
            return Kind.TEXT;
        }
        return Kind.values()[4 + random.nextInt(4)];
    }

    private void object(int depth) {
        ascii("{");
        space();
        int fields = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(6);
        int from = random.nextInt(NAMES.size());
        for (int i = 0; i < fields; i++) {
            if (i > 0) {
                ascii(",");
                space();
            }
            // mostly the same few names in the same order, so that what is predicted comes true often enough
            int name = random.nextInt(4) == 0 ? random.nextInt(NAMES.size()) : (from % 3 + i) % NAMES.size();
            string(NAMES.get(name));
            space();
            ascii(":");
            space();
            value(random.nextInt(8) == 0 ? kind() : habits[name], depth - 1);
            space();
        }
        ascii("}");
    }

    private void list(int depth) {
        ascii("[");
        space();
        int elements = random.nextInt(5);
        Kind kind = kind();
        for (int i = 0; i < elements; i++) {
            if (i > 0) {
                ascii(",");
                space();
            }
            value(random.nextInt(4) == 0 ? kind() : kind, depth - 1);
            space();
        }
        ascii("]");
    }

    private void value(Kind wanted, int depth) {
        Kind kind = invalidity > 0 && random.nextInt(invalidity) == 0 ? Kind.INVALID : wanted;
        switch (kind) {
            case NUMBER -> ascii(number());
            case INTEGER -> ascii(String.valueOf(random.nextInt(random.nextBoolean() ? 100 : Integer.MAX_VALUE)));
            case TEXT -> string(text());
            case PLAIN -> plain();
            case BOOL -> ascii(random.nextBoolean() ? "true" : "false");
            case NULL -> ascii("null");
            case OBJECT -> {
                if (depth > 0) {
                    object(depth);
                } else {
                    ascii("{}");
                }
            }
            case LIST -> {
                if (depth > 0) {
                    list(depth);
                } else {
                    ascii("[]");
                }
            }
            case INVALID -> bytes(NO_VALUES.get(random.nextInt(NO_VALUES.size())));
        }
    }

    private String number() {
        switch (random.nextInt(8)) {
            case 0:
                return NUMBERS.get(random.nextInt(NUMBERS.size()));
            case 1:
                return (random.nextBoolean() ? "-" : "") + digits(15 + random.nextInt(8));
            case 2:
                return random.nextInt(20) == 0
                        ? digits(random.nextInt(10) == 0 ? 11_000 : 1_000 + random.nextInt(200))
                        : digits(1 + random.nextInt(45));
            case 3:
                return Double.toString(Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL));
            case 4:
                return digits(1 + random.nextInt(20)) + "." + randomDigits(1 + random.nextInt(20));
            case 5:
                return digits(1 + random.nextInt(20))
                        + (random.nextBoolean() ? "." + randomDigits(1 + random.nextInt(20)) : "")
                        + (random.nextBoolean() ? "e" : "E")
                        + new String[] {"", "+", "-"}[random.nextInt(3)]
                        + random.nextInt(random.nextInt(5) == 0 ? 2000 : 30);
            case 6:
                return String.valueOf(random.nextLong());
            default:
                return random.nextInt(1000) + "." + random.nextInt(100);
        }
    }

    private String digits(int count) {
        return 1 + random.nextInt(9) + randomDigits(count - 1);
    }

    private String randomDigits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String text() {
        switch (random.nextInt(6)) {
            case 0:
                return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
            case 1: {
                // something special at every place of texts that are about as long as a few words of 8 bytes
                StringBuilder text = new StringBuilder("x".repeat(random.nextInt(40)));
                text.insert(random.nextInt(text.length() + 1), TEXTS.get(random.nextInt(TEXTS.size())));
                return text.toString();
            }
            case 2: {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(30);
                for (int i = 0; i < length; i++) {
                    text.appendCodePoint(codePoint());
                }
                return text.toString();
            }
            default:
                return TEXTS.get(random.nextInt(TEXTS.size()));
        }
    }

    private int codePoint() {
        return switch (random.nextInt(7)) {
            case 0 -> random.nextInt(0x20);
            case 1, 2 -> 0x20 + random.nextInt(0x60);
            case 3 -> 0x80 + random.nextInt(0x780);
            case 4 -> 0x800 + random.nextInt(0xD000);
            case 5 -> 0xE000 + random.nextInt(0x2000);
            default -> 0x10000 + random.nextInt(0x100000);
        };
    }

    private void plain() {
        int length = random.nextInt(50) == 0 ? random.nextInt(5000) : random.nextInt(30);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        string(text.toString());
    }

    private void string(String text) {
        ascii("\"");
        int habit = random.nextInt(4);
        for (int i = 0; i < text.length(); i++) {
            if (invalidity > 0 && random.nextInt(invalidity * 20) == 0) {
                out.writeBytes(BAD_BYTES[random.nextInt(BAD_BYTES.length)]);
            }
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            boolean escaped = habit == 0 ? random.nextInt(3) == 0 : habit == 1 && random.nextInt(30) == 0;
            if (pair && !escaped) {
                bytes(text.substring(i, i + 2));
                i++;
            } else if (escaped || c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                escape(c);
            } else {
                bytes(String.valueOf(c));
            }
        }
        ascii("\"");
    }

    private void escape(char c) {
        int at = "\"\\/\b\f\n\r\t".indexOf(c);
        if (invalidity > 0 && random.nextInt(invalidity * 20) == 0) {
            ascii(List.of("\\x41", "\\u12", "\\u12g4", "\\U0041", "\\'", "\\0", "\\a", "\\u+123", "\\u{41}", "\\")
                    .get(random.nextInt(10)));
        } else if (at >= 0 && random.nextBoolean()) {
            ascii("\\" + "\"\\/bfnrt".charAt(at));
        } else {
            ascii(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
        }
    }

    /** Deep, and seldom almost as deep as objects may be, or deeper than anything may be. */
    private void deep() {
        int depth = random.nextInt(60) + new int[] {0, 0, 0, 360, 1100}[random.nextInt(5)];
        StringBuilder ends = new StringBuilder();
        ascii("{\"a\":");
        for (int i = 1; i < depth; i++) {
            if (random.nextInt(30) == 0) {
                ascii("[");
                ends.append(']');
            } else {
                ascii("{\"a\":");
                ends.append('}');
            }
        }
        ascii("1");
        ascii(ends.reverse().toString());
        ascii("}");
    }

    /** Many fields. */
    private void wide() {
        int fields = random.nextInt(300);
        ascii("{");
        for (int i = 0; i < fields; i++) {
            ascii((i == 0 ? "\"w" : ",\"w") + random.nextInt(400) + "\":" + i);
        }
        ascii("}");
    }

    private void space() {
        while (spaces > 0 && random.nextInt(spaces) == 0) {
            ascii(List.of(" ", "\t", "\r", lineBreaks ? "\n" : " ").get(random.nextInt(4)));
        }
    }

    private void ascii(String text) {
        bytes(text);
    }

    private void bytes(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
