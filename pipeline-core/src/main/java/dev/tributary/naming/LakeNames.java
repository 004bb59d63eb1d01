package dev.tributary.naming;

import java.util.Locale;

/**
 * A convention whose names a lake of Glue and Athena takes: lower case, as both hold names that differ by case for one,
 * digits of any script as those of ASCII, which Iceberg's catalog demands of tables, and no control characters.
 */
record LakeNames(NamingConvention rules) implements NamingConvention {
    @Override
    public String id() {
        return rules.id();
    }

    @Override
    public int maxLength() {
        return rules.maxLength();
    }

    @Override
    public String separator() {
        return rules.separator();
    }

    @Override
    public String identifier(String raw) {
        return safe(rules.identifier(raw));
    }

    @Override
    public String table(String raw) {
        return safe(rules.table(raw));
    }

    @Override
    public String path(String raw) {
        return safe(rules.path(raw));
    }

    @Override
    public String tablesPath(String raw) {
        return safe(rules.tablesPath(raw));
    }

    @Override
    public String join(String parent, String child) {
        return safe(rules.join(parent, child));
    }

    private static String safe(String name) {
        return name.chars().allMatch(LakeNames::isSafe) ? name : made(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isSafe(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }

    private static String made(String name) {
        StringBuilder safe = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                safe.append(Character.digit(c, 10));
            } else if (Character.isISOControl(c)) {
                safe.append('_');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
