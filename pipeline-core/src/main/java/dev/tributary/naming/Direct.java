package dev.tributary.naming;

/** Names as they are, but for line breaks, quotes and its separator. Athena refuses many of them. */
record Direct(int maxLength) implements NamingConvention {
    private static final String SEPARATOR = "\u25b6";

    @Override
    public String id() {
        return "direct";
    }

    @Override
    public String separator() {
        return SEPARATOR;
    }

    @Override
    public String identifier(String raw) {
        String name = Paths.strip(raw);
        String clean = name.replace('\n', '_')
                .replace('\r', '_')
                .replace('\'', '_')
                .replace('"', '_')
                .replace(SEPARATOR, "_");
        return Tag.shorten(clean, name, maxLength);
    }
}
