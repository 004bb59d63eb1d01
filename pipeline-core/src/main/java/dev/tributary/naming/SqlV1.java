package dev.tributary.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/** ASCII letters, Unicode digits and single underscores, with the case kept or lowered. */
record SqlV1(boolean caseSensitive, int maxLength) implements NamingConvention {
    private static final Pattern OTHER = Pattern.compile("[^a-zA-Z\\p{Nd}_]+");
    private static final Pattern LEADING_DIGIT = Pattern.compile("^\\p{Nd}");
    private static final Pattern ENDING_UNDERSCORES = Pattern.compile("_+$");
    private static final Pattern UNDERSCORES = Pattern.compile("__+");

    @Override
    public String id() {
        return caseSensitive ? "sql_cs_v1" : "sql_ci_v1";
    }

    @Override
    public String identifier(String raw) {
        String name = Paths.strip(raw);
        String words = words(name);
        if (words.isEmpty() || Letters.foreign(name)) {
            return Tag.name(name, maxLength);
        }
        String identifier = Tag.shorten(words, name, maxLength);
        return caseSensitive ? identifier : identifier.toLowerCase(Locale.ROOT);
    }

    private static String words(String name) {
        String words = OTHER.matcher(name).replaceAll("_");
        if (LEADING_DIGIT.matcher(words).find()) {
            words = "_" + words;
        }
        if (!words.equals("_")) {
            words = ENDING_UNDERSCORES.matcher(words).replaceAll("");
        }
        return UNDERSCORES.matcher(words).replaceAll("_");
    }
}
