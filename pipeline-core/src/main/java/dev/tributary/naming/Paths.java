package dev.tributary.naming;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the conventions have in common: blanks as Python sees them, and paths. */
final class Paths {
    /** The name of a blank path. */
    private static final String EMPTY = "_empty";

    private Paths() {}

    static String normalize(NamingConvention naming, String raw, UnaryOperator<String> part) {
        String path = Pattern.compile(naming.separator(), Pattern.LITERAL)
                .splitAsStream(raw)
                .filter(p -> !isBlank(p))
                .map(part)
                .collect(Collectors.joining(naming.separator()));
        if (path.isEmpty()) {
            return isBlank(raw) ? EMPTY : Tag.name(raw, naming.maxLength());
        }
        return Tag.shorten(path, raw, naming.maxLength());
    }

    /** The name without Unicode white space at its ends. */
    static String strip(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && isSpace(raw.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(raw.charAt(to - 1))) {
            to--;
        }
        if (from == to) {
            throw new IllegalArgumentException("a name needs a character that is not white space");
        }
        return raw.substring(from, to);
    }

    static boolean isBlank(String raw) {
        return raw.chars().allMatch(c -> isSpace((char) c));
    }

    /** White space by Python's {@code str.isspace}, all of which is outside the surrogates. */
    private static boolean isSpace(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c >= '\u001c' && c <= '\u001f'
                || c == '\u0085'
                || c > '\u0085' && Character.isSpaceChar(c);
    }
}
