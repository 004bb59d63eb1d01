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
        String part = part(raw);
        return part.isEmpty() ? Tag.name(Paths.strip(raw), maxLength) : part;
    }

    @Override
    public String path(String raw) {
        return Paths.normalize(this, raw, this::part);
    }

    @Override
    public String tablesPath(String raw) {
        return path(raw);
    }

    /** The identifier, or nothing when nothing is left, which a path leaves out. */
    private String part(String raw) {
        String name = Paths.strip(raw);
        if (Letters.foreign(name)) {
            return Tag.name(name, maxLength);
        }
        String identifier = Tag.shorten(words(name), name, maxLength);
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
