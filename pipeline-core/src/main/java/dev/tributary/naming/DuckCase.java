package dev.tributary.naming;

import java.util.regex.Pattern;

/** Names as they are, but for line breaks, double quotes and runs of underscores. Athena refuses many of them. */
record DuckCase(int maxLength) implements NamingConvention {
    private static final Pattern UNDERSCORES = Pattern.compile("__+");

    @Override
    public String id() {
        return "duck_case";
    }

    @Override
    public String identifier(String raw) {
        String name = Paths.strip(raw);
        String clean = name.replace('\n', '_').replace('\r', '_').replace('"', '_');
        return Tag.shorten(UNDERSCORES.matcher(clean).replaceAll("_"), name, maxLength);
    }
}
