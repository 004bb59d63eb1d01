package dev.tributary.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Names of fields that make trouble: control characters, emoji, right-to-left scripts, many kilobytes, reserved words,
 * names that differ by case only, digits of any script, white space, separators. One seed always gives the same names.
 */
public final class AwkwardNames {
    private static final List<String> PARTS = List.of(
            "select",
            "TABLE",
            "Order",
            "user id",
            "UserId",
            "_dlt_",
            "__",
            "_",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\u0007",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\ud83d",
            "😀",
            "👩‍👩‍👧",
            "שלום",
            "مرحبا",
            "٣",
            "९",
            "日本",
            "ß",
            "İ",
            "ı",
            "Å",
            "ǅ",
            "ﬁ",
            "²",
            "Ⅷ",
            "½",
            "'",
            "\"",
            "`",
            "\\",
            "/",
            "%",
            "$",
            "#",
            ";",
            "--",
            ".",
            "▶",
            "|",
            "*",
            "@",
            "+",
            "-",
            "null",
            "value",
            "list",
            "v_text",
            "1",
            "0x");

    private static final int LONGEST = 10_240;

    private AwkwardNames() {}

    /** So many different names, each with a character in it at least. */
    public static List<String> take(int count, long seed) {
        Random random = new Random(seed);
        Set<String> names = new LinkedHashSet<>(PARTS);
        while (names.size() < count) {
            StringBuilder name = new StringBuilder();
            int parts = 1 + random.nextInt(5);
            for (int i = 0; i < parts; i++) {
                String part = PARTS.get(random.nextInt(PARTS.size()));
                name.append(random.nextInt(4) == 0 ? part.toUpperCase(java.util.Locale.ROOT) : part);
            }
            if (random.nextInt(200) == 0) {
                name.append(name.toString().repeat(LONGEST / name.length()));
            }
            names.add(name.toString());
        }
        return new ArrayList<>(names).subList(0, count);
    }
}
