package dev.tributary.lake.ddl.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The patterns of SHOW: alternatives of letters, any letter, and repetitions of one, matched in time that grows with the
 * lengths of pattern and name. Case does not count.
 */
final class NamePattern {

    private static final char ANY = '\0';

    /** One letter of a pattern, and whether it may stand there any number of times. */
    private record Part(char letter, boolean repeated) {
        boolean fits(char c) {
            return letter == ANY || letter == c;
        }
    }

    private final List<List<Part>> alternatives = new ArrayList<>();

    private NamePattern() {}

    /** The pattern of SHOW DATABASES: {@code .} is any letter, {@code *} repeats what is before it. */
    static NamePattern regular(String pattern) {
        return new NamePattern().add(pattern, false);
    }

    /** The pattern of SHOW TABLES and SHOW VIEWS: {@code *} is any text. */
    static NamePattern wildcard(String pattern) {
        return new NamePattern().add(pattern, true);
    }

    private NamePattern add(String pattern, boolean wildcard) {
        for (String alternative : pattern.toLowerCase(Locale.ROOT).split("\\|", -1)) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < alternative.length(); i++) {
                char c = alternative.charAt(i);
                boolean star = i + 1 < alternative.length() && alternative.charAt(i + 1) == '*';
                if (wildcard) {
                    parts.add(c == '*' ? new Part(ANY, true) : new Part(c, false));
                } else {
                    parts.add(new Part(c == '.' ? ANY : c, star));
                    i += star ? 1 : 0;
                }
            }
            alternatives.add(parts);
        }
        return this;
    }

    boolean matches(String name) {
        return alternatives.stream().anyMatch(parts -> matches(parts, name));
    }

    /** Keeps which beginnings of the pattern fit the letters read so far. */
    private static boolean matches(List<Part> parts, String name) {
        boolean[] fits = new boolean[parts.size() + 1];
        fits[0] = true;
        skipRepeated(parts, fits);
        for (char c : name.toCharArray()) {
            boolean[] next = new boolean[fits.length];
            for (int i = 0; i < parts.size(); i++) {
                if (fits[i] && parts.get(i).fits(c)) {
                    next[parts.get(i).repeated() ? i : i + 1] = true;
                }
            }
            skipRepeated(parts, next);
            fits = next;
        }
        return fits[parts.size()];
    }

    private static void skipRepeated(List<Part> parts, boolean[] fits) {
        for (int i = 0; i < parts.size(); i++) {
            fits[i + 1] |= fits[i] && parts.get(i).repeated();
        }
    }
}
