package dev.tributary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ConfigException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One setting's value as it was found, and the readers that give it a type. A reader that cannot read it fails with a
 * sentence that names the setting, its value (masked when it is a secret), what is allowed, and where it stands.
 */
public final class Setting {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String key;
    private final Object value;
    private final String place;
    private final Path folder;
    private final boolean secret;

    Setting(String key, Object value, String place, Path folder, boolean secret) {
        this.key = key;
        this.value = value;
        this.place = place;
        this.folder = folder;
        this.secret = secret;
    }

    /** Whether the value never shows. */
    boolean isSecret() {
        return secret;
    }

    /** The value as it stands, of any form. */
    String raw() {
        if (value instanceof TomlArray array) {
            return array.toJson().replaceAll("\\s*\\n\\s*", "");
        }
        return value instanceof TomlTable table ? table.toJson().strip() : value.toString();
    }

    /** Where the value stands, such as {@code .dlt/config.toml} or {@code default}. */
    public String place() {
        return place;
    }

    /** The value as text. */
    public String asText() {
        if (value instanceof TomlTable || value instanceof TomlArray) {
            throw invalid("one value");
        }
        return value.toString();
    }

    /** The value as text that never shows. */
    public Secret asSecret() {
        return new Secret(asText());
    }

    /** A whole number of at least 0 and at most 2,147,483,647. */
    public int asInt() {
        try {
            int number = Integer.parseInt(asText().strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid("a whole number");
        }
        throw invalid("a whole number of at least 0");
    }

    /** A whole number of at least 0. */
    public long asLong() {
        try {
            long number = Long.parseLong(asText().strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid("a whole number");
        }
        throw invalid("a whole number of at least 0");
    }

    /** A number, with a fraction or without. */
    public BigDecimal asDecimal() {
        try {
            return new BigDecimal(asText().strip());
        } catch (NumberFormatException e) {
            throw invalid("a number such as 5 or 6.75");
        }
    }

    /** True or false. */
    public boolean asBoolean() {
        return switch (asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw invalid("true or false");
        };
    }

    /** A duration such as {@code 30s}. */
    public Duration asDuration() {
        return WrittenDuration.parse(asText()).orElseThrow(() -> invalid("a duration such as 30s, 5m or 1h"));
    }

    /** A number of bytes such as {@code 256MiB}. */
    public long asBytes() {
        return ByteSize.parse(asText())
                .orElseThrow(() -> invalid("a size such as 256MiB or 1GB"))
                .bytes();
    }

    /** A path; a relative one starts at the project's folder. */
    public Path asPath() {
        try {
            return folder.resolve(asText());
        } catch (InvalidPathException e) {
            throw invalid("a path");
        }
    }

    /** One of an enum's constants, in lower case and with {@code -} or {@code _}. */
    public <E extends Enum<E>> E asOneOf(Class<E> type) {
        String name = asText().strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(Arrays.stream(type.getEnumConstants())
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
    }

    /** One of these words. */
    public String asOneOf(String... words) {
        String word = asText().strip().toLowerCase(Locale.ROOT);
        if (List.of(words).contains(word)) {
            return word;
        }
        throw invalid(String.join(", ", words));
    }

    /** A TOML array, or words separated by commas. */
    public List<String> asList() {
        if (value instanceof TomlArray array) {
            return array.toList().stream().map(Object::toString).toList();
        }
        return Arrays.stream(asText().split(","))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /** Whether it is a TOML table. */
    public boolean isTable() {
        return value instanceof TomlTable;
    }

    /** A TOML table, a JSON object, or {@code a=1,b=2}; in order of appearance. */
    public Map<String, String> asMap() {
        if (value instanceof TomlTable table) {
            Map<String, String> map = new LinkedHashMap<>();
            table.keySet().forEach(k -> map.put(k, String.valueOf(table.get(List.of(k)))));
            return map;
        }
        String text = asText().strip();
        return text.startsWith("{") ? jsonMap(text) : pairs(text);
    }

    private Map<String, String> jsonMap(String text) {
        try {
            Map<String, String> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : JSON.readTree(text).properties()) {
                map.put(field.getKey(), field.getValue().asText());
            }
            return map;
        } catch (JsonProcessingException e) {
            throw invalid("a table, a JSON object, or a=1,b=2");
        }
    }

    private Map<String, String> pairs(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : asList()) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw invalid("a table, a JSON object, or a=1,b=2");
            }
            map.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        return map;
    }

    /** The failure that says what this setting may be. */
    public ConfigException invalid(String allowed) {
        String shown = secret ? Secret.MASK : raw();
        return new ConfigException("Invalid setting '%s': '%s' (%s; from %s)".formatted(key, shown, allowed, place));
    }

    /** The value, masked when it is a secret. */
    @Override
    public String toString() {
        return Optional.of(value).filter(v -> !secret).map(Object::toString).orElse(Secret.MASK);
    }
}
