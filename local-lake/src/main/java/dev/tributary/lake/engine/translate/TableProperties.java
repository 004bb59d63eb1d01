package dev.tributary.lake.engine.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Properties of a new table in the engine's words, some of which it takes from its session. */
final class TableProperties {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> session = new LinkedHashMap<>();

    void put(String key, String expression) {
        properties.put(key, expression);
    }

    /** Takes over what is called and written the same in both. */
    void copy(Properties from, String... keys) {
        for (String key : keys) {
            String source = from.source(key);
            if (!source.isEmpty()) {
                properties.put(key, source);
            }
        }
    }

    void session(String key, String value) {
        session.put(key, value);
    }

    String with() {
        return properties.entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining(", ", " WITH (", ")"));
    }

    Map<String, String> session() {
        return sessionOf(Translation.CATALOG);
    }

    Map<String, String> sessionOf(String catalog) {
        return session.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> catalog + "." + e.getKey(), Map.Entry::getValue));
    }
}
