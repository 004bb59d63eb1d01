package dev.tributary.naming;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the conventions have in common: paths. */
final class Paths {
    /** The name of a blank path. */
    private static final String EMPTY = "_empty";

    private Paths() {}

    static String normalize(NamingConvention naming, String raw, UnaryOperator<String> part) {
        String path = Pattern.compile(naming.separator(), Pattern.LITERAL)
                .splitAsStream(raw)
                .filter(p -> !PythonSpace.isBlank(p))
                .map(part)
                .filter(p -> !p.isEmpty())
                .collect(Collectors.joining(naming.separator()));
        if (path.isEmpty()) {
            return PythonSpace.isBlank(raw) ? EMPTY : Tag.name(raw, naming.maxLength());
        }
        return Tag.shorten(path, raw, naming.maxLength());
    }

    /** The name without white space at its ends. */
    static String strip(String raw) {
        String name = PythonSpace.strip(raw);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name needs a character that is not white space");
        }
        return name;
    }
}
