package dev.tributary.normalize.rows;

import dev.tributary.error.ConfigException;
import dev.tributary.source.TableHints;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The values that a root table and those nested in it leave out: those whose path from the root table, such as {@code
 * pets__name}, an exclude is found in and no include. dlt writes {@code re:} before patterns.
 */
public record ColumnFilter(List<Pattern> excludes, List<Pattern> includes) {
    static final ColumnFilter NONE = new ColumnFilter(List.of(), List.of());

    private static final String MARK = "re:";

    public static ColumnFilter of(TableHints hints) {
        return new ColumnFilter(patterns(hints, hints.excludes()), patterns(hints, hints.includes()));
    }

    private static List<Pattern> patterns(TableHints hints, List<String> texts) {
        return texts.stream().map(text -> pattern(hints, text)).toList();
    }

    private static Pattern pattern(TableHints hints, String text) {
        try {
            return text.startsWith(MARK)
                    ? Pattern.compile(text.substring(MARK.length()))
                    : Pattern.compile("^" + Pattern.quote(text) + "$");
        } catch (PatternSyntaxException e) {
            throw new ConfigException("Invalid filter of table '%s': '%s' (a name, or a regular expression behind re:)"
                    .formatted(hints.table(), text));
        }
    }

    /** Whether the value at the path is left out. */
    boolean leavesOut(String path) {
        return found(excludes, path) && !found(includes, path);
    }

    /** Whether nothing below the path can be let in either. */
    boolean leavesOutBelow(String path) {
        return includes.isEmpty() && leavesOut(path);
    }

    private static boolean found(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).find());
    }
}
