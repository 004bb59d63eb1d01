package dev.tributary.source.reflect;

/** The names that a source takes from its class and its parameters. */
final class SourceNames {
    private static final String SUFFIX = "Source";

    private SourceNames() {}

    static String ofClass(Class<?> type) {
        String name = type.getSimpleName();
        boolean strip = name.endsWith(SUFFIX) && name.length() > SUFFIX.length();
        return snakeCase(strip ? name.substring(0, name.length() - SUFFIX.length()) : name);
    }

    /** {@code bucketUrl} as {@code bucket_url}, {@code HTTPServer} as {@code http_server}. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z]+)([A-Z][a-z])|([a-z0-9])([A-Z])", "$1$3_$2$4")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
