package dev.tributary.normalize.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.error.ConfigException;
import dev.tributary.source.definition.TableHints;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The values that a root table and those nested in it leave out, by their path from the root table, such as {@code pets__name}. */
public record ColumnFilter(List<Rule> rules) {
    /** The property in which dlt keeps what a table leaves out. */
    public static final String PROPERTY = "filters";

    static final ColumnFilter NONE = new ColumnFilter(List.of());

    private static final String MARK = "re:";

    public ColumnFilter {
        rules = List.copyOf(rules);
    }

    /**
     * What one table leaves out: the values below it whose path from there an exclude is found in and no include. dlt
     * writes {@code re:} before patterns.
     *
     * @param prefix what the paths of the table's values begin with, from the root table; empty for the root itself
     */
    public record Rule(String prefix, List<Pattern> excludes, List<Pattern> includes) {
        /** What a source says of a root table. */
        public static Rule of(TableHints hints) {
            return new Rule(
                    "",
                    patterns(hints.table(), hints.excludes().stream()),
                    patterns(hints.table(), hints.includes().stream()));
        }

        /** What a stored table says, in dlt's form. */
        public static Rule of(String table, String prefix, JsonNode filters) {
            return new Rule(
                    prefix,
                    patterns(table, texts(filters.path("excludes"))),
                    patterns(table, texts(filters.path("includes"))));
        }

        private boolean leavesOut(String path) {
            if (!path.startsWith(prefix)) {
                return false;
            }
            String rest = path.substring(prefix.length());
            return found(excludes, rest) && !found(includes, rest);
        }
    }

    private static Stream<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts.stream();
    }

    private static List<Pattern> patterns(String table, Stream<String> texts) {
        return texts.map(text -> pattern(table, text)).toList();
    }

    private static Pattern pattern(String table, String text) {
        try {
            return text.startsWith(MARK)
                    ? Pattern.compile(text.substring(MARK.length()))
                    : Pattern.compile("^" + Pattern.quote(text) + "$");
        } catch (PatternSyntaxException e) {
            throw new ConfigException("Invalid filter of table '%s': '%s' (a name, or a regular expression behind re:)"
                    .formatted(table, text));
        }
    }

    /** Whether the value at the path is left out. */
    boolean leavesOut(String path) {
        return rules.stream().anyMatch(rule -> rule.leavesOut(path));
    }

    /** Whether nothing below the path can be let in either. */
    boolean leavesOutBelow(String path) {
        return rules.stream().anyMatch(rule -> rule.includes().isEmpty() && rule.leavesOut(path));
    }

    private static boolean found(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).find());
    }
}
