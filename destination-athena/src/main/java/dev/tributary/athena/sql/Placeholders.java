package dev.tributary.athena.sql;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Question marks that stand for parameters, where Athena takes none: in EXPLAIN. */
final class Placeholders {
    /** What a question mark may stand in without meaning one, or one that does. */
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/|(\\?)", Pattern.DOTALL);

    private Placeholders() {}

    /** The statement with literals for its question marks; those beyond the values stay. */
    static String filled(String sql, List<@Nullable Object> values) {
        Iterator<String> literals = Literals.all(values).iterator();
        return TOKEN.matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(1) != null && literals.hasNext() ? literals.next() : token.group()));
    }
}
