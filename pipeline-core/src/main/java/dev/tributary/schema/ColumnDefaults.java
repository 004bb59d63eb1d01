package dev.tributary.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final String TYPES = "preferred_types";
    private static final String HINTS = "default_hints";
    private static final String REGEX = "re:";
    private static final String NOT_NULL = "not_null";

    private final Map<Pattern, DataType> types = new LinkedHashMap<>();
    private final Map<String, List<Pattern>> hints = new LinkedHashMap<>();

    private ColumnDefaults() {}

    /** Those of a schema; of dlt's own columns nothing is said. */
    static ColumnDefaults of(@Nullable JsonNode settings) {
        ColumnDefaults defaults = new ColumnDefaults();
        if (settings != null) {
            settings.path(TYPES)
                    .properties()
                    .forEach(t -> defaults.types.put(
                            pattern(t.getKey()), DataType.of(t.getValue().asText())));
            settings.path(HINTS).properties().forEach(h -> {
                List<Pattern> patterns = new ArrayList<>();
                h.getValue().forEach(p -> patterns.add(pattern(p.asText())));
                defaults.hints.put(h.getKey(), patterns);
            });
        }
        return defaults;
    }

    /** Adds rules to a schema's settings: types before those that are there, hints after them. */
    static void add(List<ColumnRule> rules, ObjectNode settings) {
        ObjectNode types = settings.objectNode();
        for (ColumnRule rule : rules) {
            if (rule.type() != null && !types.has(rule.pattern())) {
                types.put(rule.pattern(), rule.type().id());
            }
            for (ColumnHint hint : rule.hints()) {
                add(settings, hint.id(), rule.pattern());
            }
            if (!rule.nullable()) {
                add(settings, NOT_NULL, rule.pattern());
            }
        }
        settings.path(TYPES).properties().forEach(t -> {
            if (!types.has(t.getKey())) {
                types.set(t.getKey(), t.getValue());
            }
        });
        if (!types.isEmpty()) {
            settings.set(TYPES, types);
        }
    }

    private static void add(ObjectNode settings, String hint, String pattern) {
        ArrayNode patterns = settings.withObjectProperty(HINTS).withArrayProperty(hint);
        for (JsonNode known : patterns) {
            if (known.asText().equals(pattern)) {
                return;
            }
        }
        patterns.add(pattern);
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
