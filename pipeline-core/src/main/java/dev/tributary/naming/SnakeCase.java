package dev.tributary.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/** Lower case words of ASCII letters and Unicode digits, joined by single underscores. */
record SnakeCase(int maxLength) implements NamingConvention {
    private static final Pattern OTHER = Pattern.compile("[^a-zA-Z\\p{Nd}_]+");
    private static final Pattern WORD_BREAK = Pattern.compile("([^_])([A-Z][a-z]+)");
    private static final Pattern CASE_BREAK = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern LEADING_DIGIT = Pattern.compile("^\\p{Nd}");
    private static final Pattern UNDERSCORES = Pattern.compile("__+");

    @Override
    public String id() {
        return "snake_case";
    }

    @Override
    public String identifier(String raw) {
        String name = Paths.strip(raw);
        if (Letters.foreign(name)) {
            return Tag.name(name, maxLength);
        }
        return Tag.shorten(words(name), name, maxLength);
    }

    private static String words(String name) {
        String reduced = OTHER.matcher(symbols(name)).replaceAll("_");
        String broken = WORD_BREAK.matcher(reduced).replaceAll("$1_$2");
        String words = CASE_BREAK.matcher(broken).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        if (LEADING_DIGIT.matcher(words).find()) {
            words = "_" + words;
        }
        return UNDERSCORES.matcher(endingInX(words)).replaceAll("_");
    }

    private static String symbols(String name) {
        return name.replace('+', 'x')
                .replace('-', '_')
                .replace('*', 'x')
                .replace('@', 'a')
                .replace('|', 'l');
    }

    /** Underscores at the end would blur where a path's parts begin. */
    private static String endingInX(String words) {
        int end = words.length();
        while (end > 0 && words.charAt(end - 1) == '_') {
            end--;
        }
        return words.substring(0, end) + "x".repeat(words.length() - end);
    }
}
