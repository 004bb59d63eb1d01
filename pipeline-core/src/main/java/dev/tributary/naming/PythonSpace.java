package dev.tributary.naming;

/** White space as Python's {@code str.strip} and {@code str.isspace} see it. */
public final class PythonSpace {
    private PythonSpace() {}

    /** The text without white space at its ends. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether there is nothing but white space, or nothing at all. */
    public static boolean isBlank(String text) {
        return text.chars().allMatch(c -> isSpace((char) c));
    }

    /** All white space is outside the surrogates, so that a char tells. */
    private static boolean isSpace(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c >= '\u001c' && c <= '\u001f'
                || c == '\u0085'
                || c > '\u0085' && Character.isSpaceChar(c);
    }
}
