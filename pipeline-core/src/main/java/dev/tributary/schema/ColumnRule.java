package dev.tributary.schema;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What new columns get by their names. A pattern that begins with {@code re:} is a regular expression found anywhere in the
 * name; in any other, {@code *} stands for any characters. dlt keeps these as {@code preferred_types} and {@code
 * default_hints}.
 */
public record ColumnRule(String pattern, @Nullable DataType type, Set<ColumnHint> hints, boolean nullable) {
    public ColumnRule {
        hints = java.util.Collections.unmodifiableSet(new TreeSet<>(hints));
    }

    /** Columns of these names have this type, whatever type their first value has. */
    public static ColumnRule type(String pattern, DataType type) {
        return new ColumnRule(pattern, type, Set.of(), true);
    }

    /** Columns of these names have these hints. */
    public static ColumnRule hints(String pattern, ColumnHint... hints) {
        return new ColumnRule(pattern, null, Set.of(hints), true);
    }

    /** The same rule for columns that are never null. */
    public ColumnRule notNull() {
        return new ColumnRule(pattern, type, hints, false);
    }
}
