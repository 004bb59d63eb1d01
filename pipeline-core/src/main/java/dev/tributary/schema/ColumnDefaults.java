package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a schema's settings say of columns by their names: dlt's {@code preferred_types} and {@code default_hints}. A pattern
 * that begins with {@code re:} is a regular expression found anywhere in the name; in any other, {@code *} stands for any
 * characters. The first type whose pattern fits counts, and all hints.
 */
public final class ColumnDefaults {
    private static final String REGEX = "re:";
    private static final String NOT_NULL = "not_null";

    private final Map<Pattern, DataType> types = new LinkedHashMap<>();
    private final Map<String, List<Pattern>> hints = new LinkedHashMap<>();

    private ColumnDefaults() {}

    /** Those of a schema; of dlt's own columns nothing is said. */
    static ColumnDefaults of(@Nullable JsonNode settings) {
        ColumnDefaults defaults = new ColumnDefaults();
        if (settings != null) {
            settings.path("preferred_types")
                    .properties()
                    .forEach(t -> defaults.types.put(
                            pattern(t.getKey()), DataType.of(t.getValue().asText())));
            settings.path("default_hints").properties().forEach(h -> {
                List<Pattern> patterns = new ArrayList<>();
                h.getValue().forEach(p -> patterns.add(pattern(p.asText())));
                defaults.hints.put(h.getKey(), patterns);
            });
        }
        return defaults;
    }

    /** The type that a new column of that name gets, given the one that its first value has. */
    public DataType type(String column, DataType inferred) {
        for (Map.Entry<Pattern, DataType> preferred : types.entrySet()) {
            if (preferred.getKey().matcher(column).find()) {
                return preferred.getValue();
            }
        }
        return inferred;
    }

    /** A new column with the hints that its name gives it. */
    public Column hinted(Column column) {
        if (column.name().startsWith("_dlt")) {
            return column;
        }
        Column hinted = fits(NOT_NULL, column.name()) ? column.notNull() : column;
        for (ColumnHint hint : ColumnHint.values()) {
            hinted = fits(hint.id(), column.name()) ? hinted.with(hint) : hinted;
        }
        return hinted;
    }

    private boolean fits(String hint, String column) {
        return hints.getOrDefault(hint, List.of()).stream()
                .anyMatch(p -> p.matcher(column).find());
    }

    private static Pattern pattern(String text) {
        if (text.startsWith(REGEX)) {
            return Pattern.compile(text.substring(REGEX.length()));
        }
        return Pattern.compile("^" + Pattern.quote(text).replace("*", "\\E.*\\Q") + "$");
    }
}
